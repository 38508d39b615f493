package dev.vethlab.tool;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/** Namespaces {@code a}, 10.0.0.1, and {@code b}, 10.0.0.2, joined by a veth pair, for tests. Commands run in one of them. */
public final class TwoHosts {

    private static final List<String> SET_UP = List.of(
            "ip netns add a",
            "ip netns add b",
            "ip link add va netns a type veth peer name vb netns b",
            "ip -n a addr add 10.0.0.1/24 dev va",
            "ip -n b addr add 10.0.0.2/24 dev vb",
            "ip -n a link set va up",
            "ip -n b link set vb up",
            "ip -n a link set lo up",
            "ip -n b link set lo up",
            "ip netns exec a ping -c 1 10.0.0.2");

    public final Kernel kernel = new Kernel(1, 10_000);
    private final Shell shell = new Shell(kernel, Programs.all(), 1_000_000);

    public TwoHosts() {
        for (String line : SET_UP) {
            if (shell.run(line).exitCode() != 0) {
                throw new IllegalStateException(line);
            }
        }
        kernel.machine().captures().clear();
    }

    /** Runs a command line as it is. */
    public Shell.Result run(String line) {
        return shell.run(line);
    }

    public Shell.Result a(String line) {
        return shell.run("ip netns exec a " + line);
    }

    public Shell.Result b(String line) {
        return shell.run("ip netns exec b " + line);
    }

    /** A TCP segment as it passed {@code va}. */
    public record Seen(long atNs, Ipv4Packet packet, TcpSegment segment) {

        public boolean has(int flags) {
            return (segment.flags() & flags) == flags;
        }

        public int data() {
            return segment.payload().length();
        }
    }

    /** The TCP segments that passed {@code va}, either way, to or from a port of {@code b}. */
    public List<Seen> segments(int port) {
        List<Seen> segments = new ArrayList<>();
        kernel.machine().captures().find("a", "va").ifPresent(capture -> {
            for (CapturedPacket packet : capture.packets()) {
                if (packet.frame().payload() instanceof Ipv4Packet ip
                        && ip.payload() instanceof TcpSegment segment
                        && (segment.destinationPort() == port || segment.sourcePort() == port)) {
                    segments.add(new Seen(packet.atNs(), ip, segment));
                }
            }
        });
        return segments;
    }
}
