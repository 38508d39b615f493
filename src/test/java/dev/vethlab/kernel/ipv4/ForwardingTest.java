package dev.vethlab.kernel.ipv4;

import static dev.vethlab.kernel.ipv4.TestNetwork.icmp;
import static dev.vethlab.kernel.ipv4.TestNetwork.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.socket.PathMtuDiscovery;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {

    private final TestNetwork net = new TestNetwork();

    @BeforeEach
    void twoHostsAndARouter() throws KernelException {
        net.join("h/eth0 10.1.0.2/24", "r/left 10.1.0.1/24");
        net.join("r/right 10.2.0.1/24", "s/eth0 10.2.0.2/24");
        net.route("h", "0.0.0.0", 0, "10.1.0.1");
        net.route("s", "0.0.0.0", 0, "10.2.0.1");
        net.sysctl("r", "net/ipv4/ip_forward", "1");
    }

    @Test
    void aRouterTakesOneFromTheTimeToLive() throws KernelException {
        net.ping("h", "10.2.0.2", 56, 1);

        assertThat(net.received("s", "eth0")).extracting(Ipv4Packet::ttl).containsExactly(63);
        assertThat(net.received("h", "eth0")).extracting(Ipv4Packet::ttl).containsExactly(63);
        assertThat(icmp(net.received("h", "eth0"), IcmpMessage.ECHO_REPLY)).hasSize(1);
    }

    @Test
    void withoutForwardingThePacketIsDroppedWithTheKernelsReason() throws KernelException {
        net.sysctl("r", "net/ipv4/ip_forward", "0");

        net.ping("h", "10.2.0.2", 56, 1);

        assertThat(net.received("h", "eth0")).isEmpty();
        CaptureLog.End end = endOfLastPacket("r", "left");
        assertThat(end.reason()).isEqualTo(Optional.of(DropReason.IP_INADDRERRORS));
        assertThat(end.function()).isEqualTo("ip_error");
        assertThat(end.detail()).contains("forwarding is off on left");
    }

    @Test
    void aTimeToLiveOfOneEndsAtTheRouter() throws KernelException {
        RawSocket socket = net.socket("h");
        socket.setTtl(1);
        net.send(socket, "10.2.0.2", 56, 1);

        Ipv4Packet error = net.received("h", "eth0").get(0);
        assertThat(error.source()).isEqualTo(ip("10.1.0.1"));
        assertThat(error.tos()).isEqualTo(0xc0);
        assertThat(error.length()).isEqualTo(112);
        assertThat(((IcmpMessage) error.payload()).type()).isEqualTo(IcmpMessage.TIME_EXCEEDED);
        assertThat(endOfLastPacket("r", "left").reason()).isEqualTo(Optional.of(DropReason.IP_INHDR));
    }

    @Test
    void eachKindOfRouteHasItsUnreachable() throws KernelException {
        net.route("r", "192.0.2.1", 32, RouteType.UNREACHABLE);
        net.route("r", "192.0.2.2", 32, RouteType.PROHIBIT);
        net.route("r", "192.0.2.3", 32, RouteType.BLACKHOLE);

        for (String to : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")) {
            net.ping("h", to, 56, 1);
            net.sleep(10_000);
        }

        assertThat(icmp(net.received("h", "eth0"), IcmpMessage.DESTINATION_UNREACHABLE))
                .extracting(IcmpMessage::code)
                .containsExactly(
                        IcmpMessage.HOST_UNREACHABLE, IcmpMessage.PACKET_FILTERED, IcmpMessage.NET_UNREACHABLE);
    }

    @Test
    void aHostWithoutARouteIsToldTwiceInAHurryAndFourTimesInASecondsRhythm() throws KernelException {
        RawSocket socket = net.socket("h");
        for (int i = 1; i <= 8; i++) {
            net.send(socket, "203.0.113.1", 56, i);
            net.sleep(200);
        }
        assertThat(net.received("h", "eth0")).hasSize(2);
        net.sleep(20_000);

        net.ping("h", "203.0.113.1", 56, 8);

        assertThat(net.received("h", "eth0")).hasSize(2 + 4);
    }

    @Test
    void aHostThatDoesNotAnswerArpIsUnreachableAfterThreeSeconds() throws KernelException {
        net.ping("h", "10.2.0.9", 56, 1);
        assertThat(net.received("h", "eth0")).isEmpty();
        net.sleep(3_000);

        List<IcmpMessage> errors = icmp(net.received("h", "eth0"), IcmpMessage.DESTINATION_UNREACHABLE);
        assertThat(errors).extracting(IcmpMessage::code).containsExactly(IcmpMessage.HOST_UNREACHABLE);
    }

    @Test
    void aPacketThatMayNotBeCutTeachesThePathMtu() throws KernelException {
        net.mtu("r", "right", 1300);
        net.mtu("s", "eth0", 1300);
        RawSocket socket = net.socket("h");
        socket.setPathMtuDiscovery(PathMtuDiscovery.WANT);

        net.send(socket, "10.2.0.2", 1400, 1);
        net.send(socket, "10.2.0.2", 1400, 2);

        IcmpMessage error = (IcmpMessage) net.received("h", "eth0").get(0).payload();
        assertThat(error.code()).isEqualTo(IcmpMessage.FRAGMENTATION_NEEDED);
        assertThat(error.mtu()).isEqualTo(1300);
        assertThat(error.length()).isEqualTo(556);
        assertThat(net.sent("h", "eth0")).extracting(Ipv4Packet::length).containsExactly(1428, 1300, 148);
        assertThat(net.sent("h", "eth0")).extracting(Ipv4Packet::dontFragment).containsExactly(true, false, false);
        assertThat(net.sent("s", "eth0")).extracting(Ipv4Packet::length).containsExactly(1300, 148);
    }

    @Test
    void aRouterCutsWhatMayBeCutAndKeepsTheBordersOfFragments() throws KernelException {
        net.mtu("r", "right", 600);
        net.mtu("s", "eth0", 600);
        RawSocket socket = net.socket("h");
        socket.setPathMtuDiscovery(PathMtuDiscovery.DONT);

        net.send(socket, "10.2.0.2", 3000, 1);

        assertThat(net.received("s", "eth0"))
                .extracting(Ipv4Packet::length)
                .containsExactly(596, 596, 348, 596, 596, 348, 68);
        assertThat(net.received("h", "eth0"))
                .extracting(Ipv4Packet::fragmentOffset)
                .containsExactly(0, 576, 1152, 1728, 2304, 2880);
    }

    @Test
    void missingFragmentsAreReportedWhenTheirTimeIsUpIfTheFirstIsThere() throws KernelException {
        net.mtu("r", "right", 600);
        net.mtu("s", "eth0", 600);
        net.sysctl("s", "net/ipv4/ipfrag_time", "2");
        RawSocket socket = net.namespace("h").sockets().raw(Ipv4Packet.ICMP);
        FragmentLoss.sendFirstFragmentOnly(net, socket);

        net.sleep(1_900);
        assertThat(net.received("h", "eth0")).isEmpty();
        net.sleep(600);

        IcmpMessage error = (IcmpMessage) net.received("h", "eth0").get(0).payload();
        assertThat(error.type()).isEqualTo(IcmpMessage.TIME_EXCEEDED);
        assertThat(error.code()).isEqualTo(IcmpMessage.REASSEMBLY_TIME_EXCEEDED);
    }

    private CaptureLog.End endOfLastPacket(String namespace, String device) {
        List<CapturedPacket> packets = net.kernel
                .machine()
                .captures()
                .find(namespace, device)
                .orElseThrow()
                .packets();
        for (int i = packets.size() - 1; i >= 0; i--) {
            Optional<CaptureLog.End> end =
                    net.kernel.machine().captures().endOf(packets.get(i).number());
            if (end.isPresent() && packets.get(i).frame().payload() instanceof Ipv4Packet) {
                return end.get();
            }
        }
        throw new AssertionError("no packet ended at " + namespace + "/" + device);
    }

    /** A packet of which only the first fragment leaves the host. */
    private static final class FragmentLoss {

        private FragmentLoss() {}

        static void sendFirstFragmentOnly(TestNetwork net, RawSocket socket) throws KernelException {
            socket.setPathMtuDiscovery(PathMtuDiscovery.DONT);
            net.send(socket, "10.2.0.2", 56, 0);
            net.sleep(10);
            Ipv4Packet sample = net.sent("h", "eth0").get(0);
            net.kernel.machine().captures().clear();
            Ipv4Packet first = new Fragmenter(sample, 60, true).next();
            Namespace host = net.namespace("h");
            Route route = host.fib().output(Flow.to(ip("10.2.0.2")));
            Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, first);
            host.ipv4().localOut(skb, first, route, true);
        }
    }
}
