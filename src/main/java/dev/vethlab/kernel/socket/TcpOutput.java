package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.TypeOfService;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/** What a connection sends ({@code net/ipv4/tcp_output.c}). */
final class TcpOutput {

    static final int ECE = 64;
    static final int CWR = 128;
    static final int HEADERS = Ipv4Packet.HEADER_LENGTH + TcpSegment.HEADER_LENGTH;
    static final int STAMP_LENGTH = 12;

    private static final int SEND_COST_NS = 4_000;
    private static final int LARGEST_OFFLOADED = 65_536 - 1 - 320;
    private static final int LARGEST_MTU = 0xffff;
    private static final int LEAST_MSS = 256;
    private static final int MOST_UNSCALED = 0xffff;

    private final TcpSocket socket;

    TcpOutput(TcpSocket socket) {
        this.socket = socket;
    }

    private NetSysctls sysctls() {
        return socket.sockets.sysctls();
    }

    /** The flow of the connection. */
    Flow flow() {
        return flow(socket.destination, socket.destinationPort);
    }

    Flow flow(Ipv4Address to, int port) {
        return new Flow(
                socket.boundDevice,
                0,
                socket.mark,
                socket.tos,
                Ipv4Packet.TCP,
                socket.source,
                to,
                socket.sourcePort,
                port,
                false);
    }

    /** The largest segment that is told to the other side ({@code ipv4_default_advmss}). */
    static int advertisedMss(Route route, NetSysctls sysctls) {
        int metric = route.metrics().get(RouteMetrics.ADVMSS);
        int least = Math.max(LEAST_MSS, sysctls.get(NetIpv4.MIN_ADV_MSS));
        int byMtu = Math.min(Math.max(route.mtu() - HEADERS, least), LARGEST_MTU - HEADERS);
        return metric > 0 ? metric : byMtu;
    }

    /** Sends the first segment ({@code tcp_connect}). */
    void connect(Route route) {
        NetSysctls settings = sysctls();
        TcpReceiving receiving = socket.receiving;
        socket.stampOffset = socket.machine().random().nextInt();
        socket.identification = socket.machine().random().nextInt(0x10000);
        socket.timestamps = settings.isSet(NetIpv4.TCP_TIMESTAMPS);
        socket.selectiveAcknowledgments = settings.isSet(NetIpv4.TCP_SACK);
        socket.windowScaling = settings.isSet(NetIpv4.TCP_WINDOW_SCALING);
        socket.congestionNotification = settings.get(NetIpv4.TCP_ECN) == 1;
        receiving.advertisedMss = advertisedMss(route, settings);
        receiving.selectInitial(receiving.advertisedMss, socket.windowScaling);
        socket.sending.peerMss = LARGEST_MTU;
        socket.sending.start(socket.machine().random().nextInt());
        syncMss(route);
        TcpChunk syn = new TcpChunk(socket.sending.initial, Bytes.EMPTY, true);
        socket.sending.written++;
        sendFirst(syn);
    }

    /** Sends a chunk for the first time. */
    void sendFirst(TcpChunk chunk) {
        boolean first = socket.sending.outstanding.isEmpty();
        socket.sending.outstanding.add(chunk);
        socket.sending.next = chunk.end();
        transmit(chunk);
        socket.timers.sent(first);
    }

    /** Fits the segment size to the path ({@code tcp_sync_mss}). */
    void syncMss(Route route) {
        TcpSending sending = socket.sending;
        int mss = Math.min(route.mtu() - HEADERS, sending.peerMss);
        mss = Math.max(mss, sysctls().get(NetIpv4.TCP_MIN_SND_MSS));
        sending.mss = mss - (socket.timestamps ? STAMP_LENGTH : 0);
        socket.pathMtu = route.mtu();
    }

    /** The most bytes put into one packet, for a device that takes large ones apart ({@code tcp_xmit_size_goal}). */
    int largestPacket() {
        TcpSending sending = socket.sending;
        int half = sending.largestWindow > sending.mss ? Math.max(sending.largestWindow >> 1, 68) : LARGEST_OFFLOADED;
        int goal = Math.min(LARGEST_OFFLOADED, half);
        return Math.max(sending.mss, goal / sending.mss * sending.mss);
    }

    /** Sends what may be sent ({@code tcp_write_xmit}). */
    void push() {
        TcpSending sending = socket.sending;
        if (socket.state == TcpState.SYN_SENT || sending.unsent.isEmpty()) {
            return;
        }
        boolean sent = false;
        TcpChunk chunk;
        while ((chunk = sending.unsent.peek()) != null) {
            int quota = sending.quota();
            int end = chunk.data.length() > sending.mss ? chunk.sequence + sending.mss : chunk.end();
            boolean small = chunk.data.length() <= sending.mss;
            if (quota == 0 || end - sending.windowEnd() > 0 || small && !socket.noDelay && sending.mustWait(chunk)) {
                break;
            }
            sending.unsent.remove();
            int limit = small ? sending.mss : limit(chunk, quota);
            if (chunk.data.length() > limit) {
                sending.unsent.addFirst(chunk.cut(limit));
            }
            if (chunk.data.length() < chunk.segments(sending.mss) * sending.mss) {
                sending.smallEnd = chunk.end();
            }
            sendFirst(chunk);
            sent = true;
        }
        if (sent) {
            socket.timers.scheduleTailProbe();
        } else if (sending.outstanding.isEmpty()) {
            socket.timers.watchWindow();
        }
    }

    /** {@code tcp_mss_split_point}. */
    private int limit(TcpChunk chunk, int quota) {
        TcpSending sending = socket.sending;
        int window = sending.windowEnd() - chunk.sequence;
        int most = sending.mss * Math.min(quota, Math.max(1, LARGEST_OFFLOADED / sending.mss));
        if (most <= window && sending.unsent.size() > 0) {
            return most;
        }
        int needed = Math.min(chunk.data.length(), window);
        if (most <= needed) {
            return most;
        }
        int partial = needed % sending.mss;
        boolean holdBack = partial > 0 && !socket.noDelay && sending.holdsSmall();
        return holdBack || partial > 0 && needed < chunk.data.length() ? Math.max(needed - partial, partial) : needed;
    }

    /** Sends a chunk, for the first time or again ({@code __tcp_transmit_skb}). */
    void transmit(TcpChunk chunk) {
        int flags = 0;
        if (chunk.syn) {
            flags = TcpSegment.SYN;
            if (socket.state == TcpState.SYN_SENT && socket.congestionNotification && !chunk.sentAgain) {
                flags |= ECE | CWR;
            }
        }
        if (socket.state != TcpState.SYN_SENT) {
            flags |= TcpSegment.ACK;
        }
        flags |= chunk.fin ? TcpSegment.FIN : 0;
        flags |= chunk.push || chunk.data.length() > socket.sending.mss ? TcpSegment.PSH : 0;
        chunk.sentNs = socket.machine().nowNs();
        socket.machine().work(SEND_COST_NS);
        if (chunk.data.length() > 0) {
            socket.delay.answered(Jiffies.now(socket.machine()));
        }
        send(chunk.sequence, flags, chunk.data, socket.receiving.queue.blocks(), chunk);
    }

    /** {@code tcp_send_ack}. */
    void acknowledge() {
        if (socket.state != TcpState.CLOSE) {
            send(socket.sending.next, TcpSegment.ACK, Bytes.EMPTY);
        }
    }

    /** Tells the other side that a segment was a duplicate ({@code tcp_send_dupack}). */
    void acknowledgeDuplicate(int from, int to) {
        int[] blocks = socket.receiving.queue.blocks();
        int[] with = new int[blocks.length + 2];
        with[0] = from;
        with[1] = to;
        System.arraycopy(blocks, 0, with, 2, blocks.length);
        send(socket.sending.next, TcpSegment.ACK, Bytes.EMPTY, from == to ? blocks : with, null);
    }

    void send(int sequence, int flags, Bytes data) {
        send(sequence, flags, data, socket.receiving.queue.blocks(), null);
    }

    private void send(int sequence, int flags, Bytes data, int[] blocks, @Nullable TcpChunk chunk) {
        boolean syn = (flags & TcpSegment.SYN) != 0;
        TcpReceiving receiving = socket.receiving;
        boolean acknowledges = (flags & TcpSegment.ACK) != 0;
        int window = syn ? Math.min(receiving.window, MOST_UNSCALED) : receiving.select();
        if (syn) {
            receiving.toldAt = receiving.next;
        }
        int[] sack = socket.selectiveAcknowledgments ? blocks : TcpOptions.NONE.sack();
        TcpOptions options = new TcpOptions(
                receiving.advertisedMss,
                socket.windowScaling ? receiving.scale : -1,
                socket.selectiveAcknowledgments,
                socket.timestamps,
                stamp(),
                acknowledges ? receiving.recentStamp : 0,
                sack);
        emit(
                sequence,
                acknowledges ? receiving.next : 0,
                flags,
                window,
                syn ? options.encodeSyn() : options.encode(),
                data,
                chunk);
        if (acknowledges) {
            socket.delay.acknowledged(Math.max(1, data.length() / socket.sending.mss));
            socket.timers.acknowledged();
        }
    }

    int stamp() {
        return stamp(socket.machine().nowNs(), socket.stampOffset);
    }

    static int stamp(long nowNs, int offset) {
        return (int) (nowNs / 1_000_000) + offset;
    }

    private void emit(
            int sequence,
            int acknowledgment,
            int flags,
            int window,
            Bytes options,
            Bytes data,
            @Nullable TcpChunk chunk) {
        TcpSegment segment = new TcpSegment(
                socket.source,
                socket.destination,
                socket.sourcePort,
                socket.destinationPort,
                sequence,
                acknowledgment,
                flags,
                window,
                0,
                options,
                data);
        try {
            Route route = socket.sockets.fib().output(flow());
            int size = data.length() > socket.sending.mss ? socket.sending.mss : 0;
            int ttl = socket.ttl >= 0
                    ? socket.ttl
                    : route.hopLimit() != 0 ? route.hopLimit() : sysctls().get(NetIpv4.IP_DEFAULT_TTL);
            boolean dontFragment = socket.discovery != PathMtuDiscovery.DONT && !route.mtuLocked();
            boolean capable = socket.congestionNotification && data.length() > 0 && socket.state.sends();
            int id = socket.identification;
            socket.identification =
                    id + Math.max(1, (data.length() + socket.sending.mss - 1) / socket.sending.mss) & 0xffff;
            Ipv4Packet packet = new Ipv4Packet(
                    socket.tos | (capable ? 2 : 0),
                    id,
                    dontFragment,
                    false,
                    0,
                    ttl,
                    Ipv4Packet.TCP,
                    socket.source,
                    socket.destination,
                    Bytes.EMPTY,
                    segment);
            Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, packet);
            skb.mark = socket.mark;
            skb.priority = TypeOfService.priority(socket.tos);
            skb.socket = socket;
            skb.owner = chunk;
            skb.segmentSize = size;
            skb.dst = route;
            socket.sockets.ipv4().localOut(skb, packet, route, !dontFragment);
        } catch (KernelException refused) {
            // It is as if it had been lost on the way; only a refused connection would be told at once.
            socket.softError = refused.errno() == Errno.EMSGSIZE ? socket.softError : refused.errno();
        }
    }

    /** What reading makes due: an acknowledgement, or word of a larger window ({@code __tcp_cleanup_rbuf}). */
    void afterReading(int read) {
        TcpReceiving receiving = socket.receiving;
        TcpDelay delay = socket.delay;
        boolean due = delay.owed
                && (receiving.next - receiving.toldAt > receiving.mss
                        || delay.pushedTwice
                        || delay.pushed && !delay.isInteractive() && receiving.queue.readyBytes() == 0);
        if (!due && read > 0 && socket.state.receives()) {
            int told = receiving.told();
            int space = receiving.space();
            due = space > 0 && space >= 2L * told;
        }
        if (due) {
            acknowledge();
        }
    }

    /** Sends the end of the stream ({@code tcp_send_fin}), with the last data where there is any left. */
    void finish() {
        socket.state = socket.state == TcpState.CLOSE_WAIT ? TcpState.LAST_ACK : TcpState.FIN_WAIT1;
        TcpSending sending = socket.sending;
        TcpChunk last = sending.unsent.peekLast();
        if (last == null) {
            last = new TcpChunk(sending.written, Bytes.EMPTY, false);
            sending.unsent.add(last);
        }
        last.fin = true;
        sending.written++;
        push();
    }

    /** {@code __tcp_close} of a connection. */
    void close() {
        boolean unread = socket.receiving.queue.readyBytes() > 0;
        socket.receiving.queue.clear();
        switch (socket.state) {
            case ESTABLISHED, CLOSE_WAIT, SYN_RECV -> {
                if (unread) {
                    reset();
                    socket.sending.clear();
                    socket.timers.stop();
                    socket.state = TcpState.CLOSE;
                } else {
                    finish();
                }
            }
            case SYN_SENT -> socket.state = TcpState.CLOSE;
            default -> {}
        }
    }

    /** {@code tcp_send_active_reset}. */
    void reset() {
        send(socket.sending.next, TcpSegment.RST | TcpSegment.ACK, Bytes.EMPTY);
    }
}
