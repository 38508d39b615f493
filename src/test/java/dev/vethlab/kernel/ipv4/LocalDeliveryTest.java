package dev.vethlab.kernel.ipv4;

import static dev.vethlab.kernel.ipv4.TestNetwork.icmp;
import static dev.vethlab.kernel.ipv4.TestNetwork.ip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalDeliveryTest {

    private final TestNetwork net = new TestNetwork();

    @BeforeEach
    void aPair() throws KernelException {
        net.join("red/veth0 10.1.1.2/24", "blue/veth1 10.1.1.3/24");
    }

    @Test
    void broadcastsAreAnsweredOnlyWhereTheSettingAllowsIt() throws KernelException {
        RawSocket socket = net.socket("red");
        socket.allowBroadcast();
        net.send(socket, "10.1.1.255", 56, 1);
        assertThat(net.received("red", "veth0")).isEmpty();

        net.sysctl("blue", "net/ipv4/icmp_echo_ignore_broadcasts", "0");
        net.send(socket, "10.1.1.255", 56, 2);

        List<Ipv4Packet> answers = net.received("red", "veth0");
        assertThat(answers).extracting(Ipv4Packet::source).containsExactly(ip("10.1.1.3"));
        assertThat(answers).extracting(Ipv4Packet::dontFragment).containsExactly(false);
        assertThat(net.sent("red", "lo")).isEmpty();
    }

    @Test
    void theSenderOfABroadcastHearsItToo() throws KernelException {
        net.sysctl("red", "net/ipv4/icmp_echo_ignore_broadcasts", "0");
        RawSocket socket = net.socket("red");
        socket.allowBroadcast();
        net.send(socket, "10.1.1.255", 56, 1);

        assertThat(icmp(net.sent("red", "lo"), IcmpMessage.ECHO_REPLY)).hasSize(1);
        assertThat(net.sent("red", "lo").get(0).source()).isEqualTo(ip("10.1.1.2"));
    }

    @Test
    void everyHostIsInTheGroupOfAllHosts() throws KernelException {
        net.sysctl("blue", "net/ipv4/icmp_echo_ignore_broadcasts", "0");
        RawSocket socket = net.socket("red");
        socket.bindToDevice("veth0");
        net.send(socket, "224.0.0.1", 56, 1);
        net.send(socket, "224.0.0.5", 56, 2);

        assertThat(net.sent("red", "veth0")).extracting(Ipv4Packet::ttl).containsExactly(1, 1);
        assertThat(icmp(net.received("red", "veth0"), IcmpMessage.ECHO_REPLY))
                .extracting(IcmpMessage::sequence)
                .containsExactly(1);
    }

    @Test
    void echoRequestsMayBeIgnored() throws KernelException {
        net.sysctl("blue", "net/ipv4/icmp_echo_ignore_all", "1");
        net.ping("red", "10.1.1.3", 56, 1);

        assertThat(net.received("blue", "veth1")).hasSize(1);
        assertThat(net.sent("blue", "veth1")).isEmpty();
    }

    @Test
    void theReplyHasTheTypeOfServiceOfTheRequestAndTheHostsTimeToLive() throws KernelException {
        net.sysctl("blue", "net/ipv4/ip_default_ttl", "77");
        RawSocket socket = net.socket("red");
        socket.setTos(0x48);
        net.send(socket, "10.1.1.3", 56, 1);

        Ipv4Packet reply = net.received("red", "veth0").get(0);
        assertThat(reply.tos()).isEqualTo(0x48);
        assertThat(reply.ttl()).isEqualTo(77);
    }

    @Test
    void anUnknownProtocolIsUnreachable() throws KernelException {
        RawSocket socket = net.namespace("red").sockets().raw(99);
        socket.sendTo(ip("10.1.1.3"), 0, Bytes.of(new byte[16]));

        IcmpMessage error = (IcmpMessage) net.received("red", "veth0").get(0).payload();
        assertThat(error.code()).isEqualTo(IcmpMessage.PROTOCOL_UNREACHABLE);
        assertThat(error.payload().length()).isEqualTo(36);
    }

    @Test
    void recordedRoutesAreEchoedWithThisHostTwice() throws KernelException {
        byte[] options = new byte[40];
        options[0] = IpOptions.NOOP;
        options[1] = IpOptions.RECORD_ROUTE;
        options[2] = 39;
        options[3] = 4;
        RawSocket socket = net.socket("red");
        socket.setOptions(options, true);
        net.send(socket, "10.1.1.3", 56, 1);

        Bytes echoed = net.received("red", "veth0").get(0).options();
        assertThat(echoed.at(0)).isEqualTo(IpOptions.RECORD_ROUTE);
        assertThat(echoed.at(2)).isEqualTo(16);
        assertThat(echoed.i32(3)).isEqualTo(ip("10.1.1.2").bits());
        assertThat(echoed.i32(7)).isEqualTo(ip("10.1.1.3").bits());
        assertThat(echoed.i32(11)).isEqualTo(ip("10.1.1.3").bits());
        assertThat(echoed.at(39)).isEqualTo(IpOptions.END);
    }

    @Test
    void aTimestampRequestIsAnsweredWithThreeStamps() throws KernelException {
        RawSocket socket = net.socket("red");
        socket.sendTo(ip("10.1.1.3"), 0, new IcmpMessage(IcmpMessage.TIMESTAMP_REQUEST, 0, 7, Bytes.of(new byte[12])));

        IcmpMessage reply = (IcmpMessage) net.received("red", "veth0").get(0).payload();
        assertThat(reply.type()).isEqualTo(IcmpMessage.TIMESTAMP_REPLY);
        assertThat(reply.rest()).isEqualTo(7);
        assertThat(reply.payload().length()).isEqualTo(12);
    }

    @Test
    void anUnknownTypeAndAnErrorAboutNothingAreNotAnswered() throws KernelException {
        RawSocket socket = net.socket("red");
        socket.sendTo(ip("10.1.1.3"), 0, new IcmpMessage(99, 0, 0, Bytes.EMPTY));
        socket.sendTo(ip("10.1.1.3"), 0, new IcmpMessage(IcmpMessage.DESTINATION_UNREACHABLE, 3, 0, Bytes.EMPTY));

        assertThat(net.sent("blue", "veth1")).isEmpty();
    }

    @Test
    void aRouterTellsItsNeighbourOfABetterGateway() throws KernelException {
        net.sysctl("blue", "net/ipv4/ip_forward", "1");
        net.route("red", "192.0.2.0", 24, "10.1.1.3");
        net.route("blue", "192.0.2.0", 24, "10.1.1.77");

        RawSocket socket = net.socket("red");
        for (int i = 1; i <= 4; i++) {
            net.send(socket, "192.0.2.1", 56, i);
            net.sleep(10);
        }

        List<Ipv4Packet> redirects = net.received("red", "veth0");
        assertThat(redirects).hasSize(1);
        IcmpMessage redirect = (IcmpMessage) redirects.get(0).payload();
        assertThat(redirect.gateway()).isEqualTo(ip("10.1.1.77"));
        assertThat(((Bytes) redirect.payload()).at(8)).isEqualTo(63);
    }
}
