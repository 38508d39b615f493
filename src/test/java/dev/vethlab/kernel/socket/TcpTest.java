package dev.vethlab.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.TwoHosts;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpTest {

    private static final Ipv4Address B = Ipv4Address.of(10, 0, 0, 2);
    private static final long MS = 1_000_000;

    private final TwoHosts hosts = new TwoHosts();
    private final Sockets a = hosts.kernel.named("a").orElseThrow().sockets();
    private final Sockets b = hosts.kernel.named("b").orElseThrow().sockets();

    private void sleep(long milliseconds) {
        hosts.kernel.machine().sleep(milliseconds * MS);
    }

    private TcpSocket listening(int port) throws KernelException {
        TcpSocket socket = b.tcp();
        socket.bind(Ipv4Address.ANY, port);
        socket.listen(5);
        return socket;
    }

    private TcpSocket connected(int port) throws KernelException {
        TcpSocket socket = a.tcp();
        socket.connect(B, port);
        sleep(1);
        return socket;
    }

    /** The pauses between segments that carry these flags, in milliseconds. */
    private List<Long> pauses(int port, int flags) {
        List<Long> pauses = new ArrayList<>();
        long last = -1;
        for (TwoHosts.Seen seen : hosts.segments(port)) {
            if (seen.has(flags)) {
                if (last >= 0) {
                    pauses.add((seen.atNs() - last) / MS);
                }
                last = seen.atNs();
            }
        }
        return pauses;
    }

    private void loseWhatIsSent() {
        hosts.run("ip -n a neigh replace 10.0.0.2 lladdr 02:00:00:00:00:99 dev va nud permanent");
    }

    @Test
    void theHandshakeTellsWhatLinuxTells() throws KernelException {
        TcpSocket listener = listening(80);
        TcpSocket client = connected(80);

        assertThat(client.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(listener.accept()).isNotNull();
        List<TwoHosts.Seen> seen = hosts.segments(80);
        assertThat(seen).hasSize(3);
        TcpOptions syn = TcpOptions.parse(seen.get(0).segment().options());
        assertThat(seen.get(0).segment().window()).isEqualTo(64240);
        assertThat(syn.mss()).isEqualTo(1460);
        assertThat(syn.sackPermitted()).isTrue();
        assertThat(syn.windowScale()).isEqualTo(10);
        assertThat(syn.echo()).isZero();
        assertThat(seen.get(1).segment().window()).isEqualTo(65160);
        assertThat(seen.get(1).packet().id()).isZero();
        assertThat(seen.get(2).segment().window()).isEqualTo(63);
        assertThat(client.localPort() % 2).isZero();
    }

    @Test
    void settingsTakeOptionsAway() throws KernelException {
        hosts.a("sysctl -q -w net.ipv4.tcp_timestamps=0 net.ipv4.tcp_sack=0 net.ipv4.tcp_window_scaling=0");
        listening(80);
        connected(80);

        TcpOptions syn = TcpOptions.parse(hosts.segments(80).get(0).segment().options());
        assertThat(syn.timestamped()).isFalse();
        assertThat(syn.sackPermitted()).isFalse();
        assertThat(syn.windowScale()).isNegative();
        TcpOptions answer = TcpOptions.parse(hosts.segments(80).get(1).segment().options());
        assertThat(answer.timestamped()).isFalse();
        assertThat(answer.windowScale()).isNegative();
    }

    @Test
    void noMoreConnectionsWaitThanTheNamespaceAllows() throws KernelException {
        hosts.b("sysctl -q -w net.core.somaxconn=3");
        TcpSocket listener = listening(80);

        assertThat(listener.info().sendQueue()).isEqualTo(3);
    }

    @Test
    void aClosedPortRefuses() throws KernelException {
        TcpSocket client = connected(81);

        assertThatThrownBy(client::throwPending)
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ECONNREFUSED));
        assertThat(hosts.segments(81)).hasSize(2);
        assertThat(hosts.segments(81).get(1).has(TcpSegment.RST | TcpSegment.ACK))
                .isTrue();
    }

    @Test
    void anUnansweredRequestIsRepeatedEvenlyFirstAndThenAtDoublingPauses() throws KernelException {
        loseWhatIsSent();
        TcpSocket client = a.tcp();
        client.connect(B, 80);
        sleep(140_000);

        assertThatThrownBy(client::throwPending)
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ETIMEDOUT));
        List<Long> pauses = pauses(80, TcpSegment.SYN);
        assertThat(pauses).hasSize(10);
        assertThat(pauses.subList(0, 5)).allMatch(pause -> pause >= 1000 && pause < 1050);
        assertThat(pauses.get(5)).isBetween(2000L, 2100L);
        assertThat(pauses.get(9)).isBetween(32_000L, 34_100L);
    }

    @Test
    void aRequestThatNobodyConfirmsIsAnsweredSixTimes() throws KernelException {
        listening(80);
        hosts.run("ip -n b neigh replace 10.0.0.1 lladdr 02:00:00:00:00:99 dev vb nud permanent");
        TcpSocket client = a.tcp();
        client.connect(B, 80);
        sleep(10);
        client.close();
        assertThat(b.tcpSockets()).extracting(SocketInfo::state).contains(TcpState.SYN_RECV);
        sleep(70_000);

        long answers = hosts.kernel.machine().captures().find("b", "vb").orElseThrow().packets().stream()
                .filter(packet -> packet.frame().payload() instanceof dev.vethlab.wire.Ipv4Packet ip
                        && ip.payload() instanceof TcpSegment segment
                        && segment.flags() == (TcpSegment.SYN | TcpSegment.ACK))
                .count();
        assertThat(answers).isEqualTo(6);
        assertThat(b.tcpSockets()).hasSize(1);
    }

    @Test
    void lostDataIsProbedForAndThenRepeatedAtDoublingPauses() throws KernelException {
        listening(80);
        TcpSocket client = connected(80);
        loseWhatIsSent();
        hosts.kernel.machine().captures().clear();
        client.write(Bytes.of("hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        sleep(15_000);

        List<Long> pauses = pauses(80, TcpSegment.PSH);
        assertThat(pauses.get(0)).isBetween(200L, 212L);
        assertThat(pauses.get(1)).isBetween(204L, 212L);
        assertThat(pauses.get(2)).isBetween(408L, 444L);
        assertThat(pauses.get(3)).isBetween(816L, 880L);
        assertThat(pauses.get(5)).isBetween(3200L, 3600L);
    }

    @Test
    void muchDataGoesOutInPacketsOfManySegments() throws KernelException {
        TcpSocket listener = listening(80);
        TcpSocket client = connected(80);
        client.write(Bytes.of(new byte[16_384]));
        sleep(1);

        List<Integer> sizes = hosts.segments(80).stream()
                .filter(seen -> seen.data() > 0)
                .map(TwoHosts.Seen::data)
                .toList();
        assertThat(sizes).containsExactly(7240, 7240, 1904);
        TcpSocket server = listener.accept();
        assertThat(server).isNotNull();
        assertThat(server.read(100_000).length()).isEqualTo(16_384);
    }

    @Test
    void aSmallerMtuOnTheWayIsLearnt() throws KernelException {
        hosts.run("ip netns add c");
        hosts.run("ip link add w0 netns b type veth peer name w1 netns c");
        hosts.run("ip -n b addr add 10.0.1.2/24 dev w0");
        hosts.run("ip -n c addr add 10.0.1.3/24 dev w1");
        hosts.run("ip -n b link set w0 mtu 1000 up");
        hosts.run("ip -n c link set w1 up");
        hosts.run("ip -n a route add default via 10.0.0.2");
        hosts.run("ip -n c route add default via 10.0.1.2");
        hosts.b("sysctl -q -w net.ipv4.ip_forward=1");
        Sockets c = hosts.kernel.named("c").orElseThrow().sockets();
        TcpSocket listener = c.tcp();
        listener.bind(Ipv4Address.ANY, 80);
        listener.listen(1);
        TcpSocket client = a.tcp();
        client.connect(Ipv4Address.of(10, 0, 1, 3), 80);
        sleep(10);
        client.write(Bytes.of(new byte[5000]));
        sleep(2000);

        TcpSocket server = listener.accept();
        assertThat(server).isNotNull();
        assertThat(server.read(100_000).length()).isEqualTo(5000);
        assertThat(client.pathMtu()).isEqualTo(1000);
    }

    @Test
    void whoClosesFirstWaitsAMinute() throws KernelException {
        TcpSocket listener = listening(80);
        TcpSocket client = connected(80);
        TcpSocket server = listener.accept();
        assertThat(server).isNotNull();
        client.close();
        sleep(1);
        assertThat(a.tcpSockets()).extracting(SocketInfo::state).containsExactly(TcpState.FIN_WAIT1);
        sleep(50);
        assertThat(a.tcpSockets()).extracting(SocketInfo::state).containsExactly(TcpState.FIN_WAIT2);
        assertThat(server.isAtEnd()).isTrue();
        server.close();
        sleep(1);

        assertThat(a.tcpSockets()).extracting(SocketInfo::state).containsExactly(TcpState.TIME_WAIT);
        assertThat(b.tcpSockets()).extracting(SocketInfo::state).containsExactly(TcpState.LISTEN);
        sleep(65_000);
        assertThat(a.tcpSockets()).isEmpty();
    }

    @Test
    void closingWithDataUnreadResets() throws KernelException {
        TcpSocket listener = listening(80);
        TcpSocket client = connected(80);
        TcpSocket server = listener.accept();
        assertThat(server).isNotNull();
        client.write(Bytes.of((byte) 1));
        sleep(1);
        server.close();
        sleep(1);

        assertThatThrownBy(() -> client.read(10))
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ECONNRESET));
        assertThat(a.tcpSockets()).isEmpty();
    }

    @Test
    void aPortIsTakenOnceUnlessBothShareIt() throws KernelException {
        listening(80);
        TcpSocket other = b.tcp();

        assertThatThrownBy(() -> other.bind(Ipv4Address.ANY, 80))
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EADDRINUSE));
    }

    @Test
    void aHostThatDoesNotAnswerArpIsUnreachable() throws KernelException {
        TcpSocket client = a.tcp();
        client.connect(Ipv4Address.of(10, 0, 0, 9), 80);
        sleep(4000);

        assertThatThrownBy(client::throwPending)
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EHOSTUNREACH));
    }
}
