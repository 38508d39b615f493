package dev.vethlab.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.TwoHosts;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Packets that wait for a neighbour's address take the memory of the socket that sent them. */
class SendMemoryTest {

    private static final Ipv4Address NOBODY = Ipv4Address.of(10, 0, 0, 9);
    private static final long MS = 1_000_000;
    private static final int OF_SMALL_PACKET = 832;

    private final TwoHosts hosts = new TwoHosts();
    private final Sockets a = hosts.kernel.named("a").orElseThrow().sockets();

    private static IcmpMessage request(int length) {
        return IcmpMessage.echoRequest(1, 1, Bytes.of(new byte[length]));
    }

    private static void refused(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(errno));
    }

    private RawSocket fullRawSocket() throws KernelException {
        RawSocket socket = a.raw(Ipv4Packet.ICMP);
        socket.setSendBuffer(1);
        for (int i = 0; i < 12; i++) {
            socket.sendTo(NOBODY, 0, request(56));
        }
        return socket;
    }

    @Test
    void whatWaitsIsCountedAsSendQueue() throws KernelException {
        RawSocket socket = a.raw(Ipv4Packet.ICMP);
        socket.sendTo(NOBODY, 0, request(56));
        socket.sendTo(NOBODY, 0, request(56));
        assertThat(a.rawSockets().get(0).sendQueue()).isEqualTo(2 * OF_SMALL_PACKET);
    }

    @Test
    void aRawSocketIsRefusedAtTwiceItsBuffer() throws KernelException {
        RawSocket socket = fullRawSocket();
        refused(Errno.ENOBUFS, () -> socket.sendTo(NOBODY, 0, request(56)));
    }

    @Test
    void aPacketOfManyPiecesMustFitAsAWhole() throws KernelException {
        RawSocket socket = a.raw(Ipv4Packet.ICMP);
        socket.setSendBuffer(1);
        refused(Errno.ENOBUFS, () -> socket.sendTo(NOBODY, 0, request(20_000)));
    }

    @Test
    void memoryComesBackWhenTheNeighbourIsGivenUp() throws KernelException {
        RawSocket socket = fullRawSocket();
        hosts.kernel.machine().sleep(4_000 * MS);
        assertThat(a.rawSockets().get(0).sendQueue()).isZero();
        socket.sendTo(NOBODY, 0, request(56));
    }

    @Test
    void aDatagramWaitsForRoomAsLongAsItMay() throws KernelException {
        UdpSocket socket = a.udp();
        socket.setSendBuffer(1);
        socket.setSendTimeout(300 * MS);
        for (int i = 0; i < 6; i++) {
            socket.sendTo(NOBODY, 7, Bytes.of(new byte[56]));
        }
        long before = hosts.kernel.machine().nowNs();
        refused(Errno.EAGAIN, () -> socket.sendTo(NOBODY, 7, Bytes.of(new byte[56])));
        assertThat((hosts.kernel.machine().nowNs() - before) / MS).isBetween(300L, 340L);
    }

    @Test
    void aDatagramThatMayWaitForEverGoesWhenTheNeighbourIsGivenUp() throws KernelException {
        UdpSocket socket = a.udp();
        socket.setSendBuffer(1);
        for (int i = 0; i < 7; i++) {
            socket.sendTo(NOBODY, 7, Bytes.of(new byte[56]));
        }
        assertThat(hosts.kernel.machine().nowNs() / MS).isBetween(3_000L, 3_200L);
        assertThat(a.udpSockets().get(0).sendQueue()).isEqualTo(OF_SMALL_PACKET);
    }

    @Test
    void aSignalEndsTheWait() throws KernelException {
        UdpSocket socket = a.udp();
        socket.setSendBuffer(1);
        socket.setInterruption(hosts.kernel.machine().nowNs() + 200 * MS);
        for (int i = 0; i < 6; i++) {
            socket.sendTo(NOBODY, 7, Bytes.of(new byte[56]));
        }
        refused(Errno.EINTR, () -> socket.sendTo(NOBODY, 7, Bytes.of(new byte[56])));
    }

    @Test
    void aSegmentThatStillWaitsHereIsNotSentAgain() throws KernelException {
        // Without lo nobody tells the connection that the neighbour was given up, which would end it.
        hosts.run("ip -n a link set lo down");
        TcpSocket client = a.tcp();
        client.connect(NOBODY, 80);
        hosts.kernel.machine().sleep(2_500 * MS);
        hosts.run("ip -n b addr add 10.0.0.9/24 dev vb");
        hosts.kernel.machine().sleep(3_000 * MS);
        assertThat(hosts.segments(80).stream().filter(seen -> seen.has(TcpSegment.SYN)))
                .hasSize(1);
    }
}
