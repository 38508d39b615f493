package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.EventLimitException;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.tool.tap.FrameEnd;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Frames that come in by the taps of labs made to have much that looks at frames, and of recorded scenarios with a tap more. */
final class TapFrames implements Target {

    private static final Path WORLDS = Path.of("src/test/resources/fuzz");
    private static final int A_ROUND = 1_000;
    private static final int REPLAYED = 40;
    private static final int SOURCES = 60;
    private static final int MOST_CAPTURED = 6_000;
    private static final int LONGEST_CAPTURED = 1_600;
    private static final long MILLISECOND_NS = 1_000_000;
    private static final long EVENTS = 20_000;

    /** Where nothing is translated, and nothing bridged: what comes from here was said here. */
    private static final String HONEST = "router.lab";

    private static final Set<String> OWN = Set.of("10.99.0.1", "10.99.1.1", "10.99.2.1");

    private final Lines scenarios;
    private final Lines worlds;
    private final List<String> honest;
    private final List<byte[]> captured = new ArrayList<>();
    private final List<byte[]> addresses = Stream.of(
                    "10.99.0.1",
                    "10.99.0.2",
                    "10.99.0.3",
                    "10.99.0.255",
                    "10.99.1.1",
                    "10.99.1.2",
                    "10.99.1.9",
                    "10.99.2.1",
                    "10.99.2.2",
                    "10.99.4.1",
                    "10.99.5.1",
                    "10.99.9.1",
                    "10.99.10.1",
                    "10.99.6.1",
                    "224.0.0.1",
                    "224.0.0.22",
                    "239.1.2.3",
                    "255.255.255.255",
                    "0.0.0.0",
                    "127.0.0.1",
                    "240.0.0.1",
                    "192.0.2.1")
            .map(TapFrames::addressBytes)
            .toList();

    TapFrames(Lines scenarios) {
        this.scenarios = scenarios;
        this.worlds = Lines.load(WORLDS);
        this.honest = lines(WORLDS.resolve(HONEST));
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public int play(Choices choices) {
        if (captured.isEmpty()) {
            collect();
        }
        List<String> script =
                choices.oneIn(3) ? withTap(choices.of(scenarios.scenarios())) : choices.of(worlds.scenarios());
        LabWorld world = new LabWorld();
        script.forEach(world::run);
        List<String> taps = world.on(TapFrames::taps);
        taps.forEach(tap -> world.run("lab-tap open " + tap));
        FrameMaking making = new FrameMaking(captured, addresses);
        boolean replayed = choices.oneIn(REPLAYED);
        int count = replayed ? A_ROUND / 20 : A_ROUND;
        int sent = taps.isEmpty()
                ? 0
                : replayed
                        ? byCommands(world, making, taps, count, choices)
                        : direct(world, making, taps, count, choices);
        world.check();
        if (replayed) {
            world.checkReplay();
        }
        if (script.equals(honest)) {
            world.on(TapFrames::checkWhatWasSaid);
        }
        return sent;
    }

    /** Each frame by a command, as clients do it: that is in the journal. */
    private static int byCommands(LabWorld world, FrameMaking making, List<String> taps, int count, Choices choices) {
        for (int i = 0; i < count; i++) {
            String tap = choices.of(taps);
            byte[] frame = world.on(kernel -> made(kernel, making, tap, choices));
            world.run("lab-tap write " + tap + " " + Base64.getEncoder().encodeToString(frame));
        }
        return count;
    }

    /** Frames without the work of a command each. */
    private static int direct(LabWorld world, FrameMaking making, List<String> taps, int count, Choices choices) {
        return world.on(kernel -> {
            for (int i = 0; i < count; i++) {
                kernel.machine().grant(EVENTS, 1_000 * MILLISECOND_NS);
                try {
                    String tap = choices.of(taps);
                    TunDevice device = (TunDevice) device(kernel, tap);
                    device.reader().orElseThrow().write(made(kernel, making, tap, choices));
                    if (choices.oneIn(12)) {
                        kernel.machine().sleep(choices.below(choices.oneIn(10) ? 900 : 5) * MILLISECOND_NS);
                    }
                } catch (KernelException refused) {
                    assertThat(refused.errno()).isNotNull();
                } catch (EventLimitException stopped) {
                    assertThat(kernel.machine().isOutOfEvents()).isTrue();
                }
            }
            return count;
        });
    }

    private static byte[] made(Kernel kernel, FrameMaking making, String tap, Choices choices) {
        NetDevice device = device(kernel, tap);
        FrameEnd end = FrameEnd.of(device).orElseThrow();
        List<FrameEnd.Frame> sent = end.after(end.last() - choices.below(3) - 1);
        byte[] last = sent.isEmpty() ? new byte[0] : sent.get(0).data().encode();
        if (!device.hasEthernetHeader() && last.length > 0) {
            last = new EthernetFrame(device.address(), device.address(), EthernetFrame.TYPE_IPV4, Bytes.of(last))
                    .encode();
        }
        NetDevice station = device.master().orElse(device);
        return making.next(choices, device.hasEthernetHeader(), bytes(station.address()), last);
    }

    private static byte[] bytes(MacAddress address) {
        byte[] bytes = new byte[6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) address.octet(i);
        }
        return bytes;
    }

    private static NetDevice device(Kernel kernel, String name) {
        return kernel.initial().net().devices().byName(name).orElseThrow();
    }

    private static List<String> taps(Kernel kernel) {
        return kernel.initial().net().devices().all().stream()
                .filter(device -> device instanceof TunDevice && device.isUp())
                .map(NetDevice::name)
                .toList();
    }

    private static List<String> withTap(List<String> scenario) {
        List<String> script = new ArrayList<>(scenario);
        script.add("ip tuntap add tap77 mode tap");
        script.add("ip addr add 10.99.0.1/24 dev tap77");
        script.add("ip link set tap77 up");
        script.add("ip link set tap77 master br0");
        return script;
    }

    /** What a router says in its own name has right checksums: what comes from outside under its addresses goes no further. */
    private static int checkWhatWasSaid(Kernel kernel) {
        int said = 0;
        for (String tap : taps(kernel)) {
            for (FrameEnd.Frame frame :
                    FrameEnd.of(device(kernel, tap)).orElseThrow().after(0)) {
                EthernetFrame sent = EthernetFrame.parse(frame.data().encode());
                if (sent.payload() instanceof Ipv4Packet packet
                        && !packet.isFragment()
                        && OWN.contains(packet.source().toString())
                        && Set.of(Ipv4Packet.ICMP, Ipv4Packet.TCP, Ipv4Packet.UDP)
                                .contains(packet.protocol())) {
                    assertThat(packet.payload()).as("what is sent as " + packet).isNotInstanceOf(Bytes.class);
                    said++;
                }
            }
        }
        return said;
    }

    /** Frames of some scenarios of all kinds. */
    private void collect() {
        List<List<String>> all = scenarios.scenarios();
        for (int i = 0; i < SOURCES; i++) {
            LabWorld world = new LabWorld();
            all.get(i * all.size() / SOURCES).forEach(world::run);
            world.packets().stream()
                    .map(packet -> packet.packet().frame().encode())
                    .filter(frame -> frame.length <= LONGEST_CAPTURED)
                    .limit(MOST_CAPTURED / SOURCES)
                    .forEach(captured::add);
        }
    }

    private static byte[] addressBytes(String text) {
        int bits = Ipv4Address.parse(text).orElseThrow().bits();
        return new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
