package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;

/**
 * The receiving half of a connection: where the stream stands, and the window that is offered ({@code tcp_select_window}). How much of
 * the buffer a packet really takes is only estimated, so that the windows of a long transfer grow nearly as Linux's do.
 */
final class TcpReceiving {

    private static final int MOST_WITHOUT_SCALE = 0xffff;
    private static final int MOST_SCALE = 14;
    private static final int FIRST_MSS = 536;

    /** The least time over which reading is watched, for time stamps are in milliseconds. */
    private static final long ROUND_TRIP_NS = 1_000_000;

    /** What of a buffer is data where packets are full, in 256ths. */
    private static final int FULL_SHARE = 200;

    private final NetSysctls sysctls;
    final TcpReceiveQueue queue = new TcpReceiveQueue();
    private int buffer;
    private int share = 128;
    private int clamp;
    private int copied;
    private long copiedSinceNs;
    private int expected = 10 * FIRST_MSS;
    int threshold;

    /** What is expected next. */
    int next;

    /** What {@link #next} was when the window was last told. */
    int toldAt;

    int window;
    int scale;
    int initial;
    int mss = FIRST_MSS;
    int advertisedMss = FIRST_MSS;
    int recentStamp;

    /** Where the stream of the other side ended, once it has. */
    boolean ended;

    TcpReceiving(NetSysctls sysctls) {
        this.sysctls = sysctls;
        this.buffer = sysctls.second(NetIpv4.TCP_RMEM);
    }

    /** {@code SO_RCVBUF}, in the kernel's doubled bytes. */
    void setBuffer(int bytes) {
        buffer = bytes;
    }

    private int fullSpace() {
        return (int) ((long) buffer * share >> 8);
    }

    /** The window of a SYN ({@code tcp_select_initial_window}). */
    void selectInitial(int segment, boolean scales) {
        int space = fullSpace();
        if (space > segment) {
            space -= space % segment;
        }
        window = Math.min(space, MOST_WITHOUT_SCALE);
        scale = 0;
        if (scales) {
            int most = Math.max(space, Math.max(sysctls.third(NetIpv4.TCP_RMEM), sysctls.get(NetIpv4.RMEM_MAX)));
            scale = Math.max(0, Math.min(31 - Integer.numberOfLeadingZeros(most) - 15, MOST_SCALE));
        }
        threshold = window;
    }

    /** Starts with what a handshake has settled ({@code tcp_init_buffer_space}). */
    void start(boolean scaled) {
        scale = scaled ? scale : 0;
        expected = Math.min(window, 10 * advertisedMss);
        int full = fullSpace();
        clamp = full;
        if (clamp > 2 * advertisedMss && clamp + advertisedMss > full) {
            clamp = Math.max(2 * advertisedMss, full - advertisedMss);
        }
    }

    /** What is left of the window that was told ({@code tcp_receive_window}). */
    int told() {
        return Math.max(0, toldAt + window - next);
    }

    /** The window field of the next segment. */
    int select() {
        int told = told();
        int unit = 1 << scale;
        int chosen = space();
        if (chosen < told) {
            chosen = (told + unit - 1) / unit * unit;
        }
        window = chosen;
        toldAt = next;
        return Math.min(chosen, MOST_WITHOUT_SCALE << scale) >> scale;
    }

    /** {@code __tcp_select_window}. */
    int space() {
        int allowed = fullSpace();
        int full = Math.min(clamp, allowed);
        int segment = Math.min(mss, full);
        int free = allowed - queue.readyBytes();
        if (free < full >> 1) {
            free = free >> scale << scale;
            if (free < allowed >> 4 || free < segment) {
                return 0;
            }
        }
        free = Math.min(free, threshold);
        if (scale > 0) {
            int unit = 1 << scale;
            return (free + unit - 1) / unit * unit;
        }
        if (window <= free - segment || window > free) {
            return free - free % segment;
        }
        return segment == full && free > window + (full >> 1) ? free : window;
    }

    /** Learns from a segment of so many bytes ({@code tcp_measure_rcv_mss}, {@code tcp_grow_window}). */
    void measured(int length) {
        if (length >= mss) {
            mss = Math.min(length, advertisedMss);
            if (share != FULL_SHARE) {
                share = FULL_SHARE;
                clamp = fullSpace();
            }
            int room = Math.min(clamp, fullSpace() - queue.readyBytes()) - threshold;
            if (room > 0) {
                threshold += Math.min(room, 2 * Math.max(length, advertisedMss));
            }
        }
    }

    /** Gives a buffer that is read quickly more room ({@code tcp_rcv_space_adjust}). */
    void read(int bytes, long nowNs) {
        copied += bytes;
        if (nowNs - copiedSinceNs < ROUND_TRIP_NS) {
            return;
        }
        long most = sysctls.third(NetIpv4.TCP_RMEM);
        if (copied > expected && buffer < most) {
            long wanted = 2L * copied + 16L * advertisedMss;
            wanted += 2 * (wanted * (copied - expected) / expected);
            buffer = (int) Math.max(buffer, Math.min(most, wanted * 256 / share));
            clamp = fullSpace();
            expected = copied;
        }
        copied = 0;
        copiedSinceNs = nowNs;
    }
}
