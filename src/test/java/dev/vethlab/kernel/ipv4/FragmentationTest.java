package dev.vethlab.kernel.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Loopback;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentationTest {

    private static final Ipv4Address FROM = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address TO = Ipv4Address.of(10, 0, 0, 2);

    private final NetNamespace net = namespace();

    @Test
    void fragmentsFillTheMtuDownToMultiplesOfEight() {
        List<Ipv4Packet> parts = cut(echo(4000, Bytes.EMPTY), 1500);

        assertThat(parts).extracting(Ipv4Packet::length).containsExactly(1500, 1500, 1068);
        assertThat(parts).extracting(Ipv4Packet::fragmentOffset).containsExactly(0, 1480, 2960);
        assertThat(parts).extracting(Ipv4Packet::moreFragments).containsExactly(true, true, false);
        assertThat(cut(echo(569, Bytes.EMPTY), 576))
                .extracting(Ipv4Packet::length)
                .containsExactly(572, 45);
    }

    @Test
    void theLastPartMayFillTheMtuExactly() {
        assertThat(cut(echo(972 + 976, Bytes.EMPTY), 1000))
                .extracting(Ipv4Packet::length)
                .containsExactly(996, 1000);
    }

    @Test
    void aFragmentOfAFragmentKeepsItsPlaceAndItsFlag() {
        Ipv4Packet middle = cut(echo(4000, Bytes.EMPTY), 1500).get(1);

        List<Ipv4Packet> parts = cut(middle, 600);

        assertThat(parts).extracting(Ipv4Packet::fragmentOffset).containsExactly(1480, 2056, 2632);
        assertThat(parts).extracting(Ipv4Packet::moreFragments).containsExactly(true, true, true);
    }

    @Test
    void aFragmentAtTheLargestOffsetThatIsCutAgainOverflowsIntoTheFlag() {
        Ipv4Packet last = cut(echo(4000, Bytes.EMPTY), 1500).get(2);
        Ipv4Packet far = new Ipv4Packet(
                last.tos(),
                last.id(),
                false,
                false,
                65_528,
                last.ttl(),
                last.protocol(),
                last.source(),
                last.destination(),
                last.options(),
                last.payload());

        List<Ipv4Packet> parts = cut(far, 600);

        assertThat(parts).extracting(Ipv4Packet::fragmentOffset).containsExactly(65_528, 568);
        assertThat(parts).extracting(Ipv4Packet::moreFragments).containsExactly(true, true);
    }

    @Test
    void onlyOptionsThatAreCopiedGoIntoLaterFragments() {
        byte[] options = new byte[12];
        options[0] = 7;
        options[1] = 7;
        options[2] = 4;
        options[7] = (byte) 148;
        options[8] = 4;

        List<Ipv4Packet> parts = cut(echo(1500, Bytes.of(options)), 1000);

        assertThat(parts.get(0).options()).isEqualTo(Bytes.of(options));
        assertThat(parts.get(1).options().encode()).containsExactly(1, 1, 1, 1, 1, 1, 1, (byte) 148, 4, 0, 0, 0);
    }

    @Test
    void fragmentsInAnyOrderMakeThePacketAgain() {
        Ipv4Packet whole = echo(5000, Bytes.EMPTY);
        for (int seed = 0; seed < 50; seed++) {
            List<Ipv4Packet> parts = new ArrayList<>(cut(whole, 700));
            Collections.shuffle(parts, new Random(seed));
            FragmentQueue queue = new FragmentQueue();
            for (int i = 0; i < parts.size(); i++) {
                FragmentQueue.Result expected =
                        i == parts.size() - 1 ? FragmentQueue.Result.COMPLETE : FragmentQueue.Result.WAITING;
                assertThat(insert(queue, parts.get(i))).isEqualTo(expected);
            }
            assertThat(queue.whole()).isEqualTo(whole);
        }
    }

    @Test
    void aRepeatedFragmentIsADuplicateAndAnOverlapSpoilsThePacket() {
        List<Ipv4Packet> parts = cut(echo(3000, Bytes.EMPTY), 1000);
        FragmentQueue queue = new FragmentQueue();
        insert(queue, parts.get(0));

        assertThat(insert(queue, parts.get(0))).isEqualTo(FragmentQueue.Result.DUPLICATE);
        assertThat(insert(queue, part(488, 976, true))).isEqualTo(FragmentQueue.Result.CORRUPT);
    }

    @Test
    void twoDifferentEndsAreACorruption() {
        FragmentQueue queue = new FragmentQueue();
        insert(queue, part(800, 100, false));

        assertThat(insert(queue, part(800, 200, false))).isEqualTo(FragmentQueue.Result.CORRUPT);
        assertThat(insert(queue, part(880, 80, true))).isEqualTo(FragmentQueue.Result.CORRUPT);
    }

    private FragmentQueue.Result insert(FragmentQueue queue, Ipv4Packet part) {
        return queue.insert(new Skb(net.devices().loopback(), EthernetFrame.TYPE_IPV4, part), part);
    }

    private static List<Ipv4Packet> cut(Ipv4Packet packet, int mtu) {
        Fragmenter fragmenter = new Fragmenter(packet, mtu, true);
        List<Ipv4Packet> parts = new ArrayList<>();
        while (fragmenter.hasNext()) {
            parts.add(fragmenter.next());
        }
        return parts;
    }

    private static Ipv4Packet echo(int size, Bytes options) {
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) (i * 7);
        }
        IcmpMessage message = IcmpMessage.echoRequest(1, 1, Bytes.of(data));
        return new Ipv4Packet(0, 77, false, false, 0, 64, Ipv4Packet.ICMP, FROM, TO, options, message);
    }

    private static Ipv4Packet part(int offset, int length, boolean more) {
        return new Ipv4Packet(
                0, 77, false, more, offset, 64, Ipv4Packet.ICMP, FROM, TO, Bytes.EMPTY, Bytes.of(new byte[length]));
    }

    private static NetNamespace namespace() {
        Machine machine = new Machine(1, new Tracer(10), new CaptureLog(10));
        NetNamespace net = new NetNamespace(machine, new Softnet(machine), "host");
        try {
            net.devices().register(new Loopback(net), 0);
        } catch (dev.vethlab.kernel.errno.KernelException impossible) {
            throw new AssertionError(impossible);
        }
        return net;
    }
}
