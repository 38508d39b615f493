package dev.vethlab.kernel.socket;

import dev.vethlab.wire.Bytes;
import java.util.Arrays;

/**
 * The options of a segment ({@code tcp_parse_options}, {@code tcp_options_write}).
 *
 * @param mss the largest segment, 0 where it is not told
 * @param windowScale the shift of windows, -1 where it is not told
 * @param sackPermitted whether selective acknowledgements are understood
 * @param timestamped whether there are time stamps
 * @param value the sender's time stamp
 * @param echo the time stamp that is echoed
 * @param sack edges of blocks that arrived out of order, in pairs
 */
record TcpOptions(
        int mss, int windowScale, boolean sackPermitted, boolean timestamped, int value, int echo, int[] sack) {

    static final TcpOptions NONE = new TcpOptions(0, -1, false, false, 0, 0, new int[0]);

    private static final int MOST_WINDOW_SCALE = 14;
    private static final int LONGEST = 40;

    private static final int END = 0;
    private static final int NOP = 1;
    private static final int MSS = 2;
    private static final int WINDOW = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMP = 8;

    static TcpOptions parse(Bytes bytes) {
        if (bytes.length() == 0) {
            return NONE;
        }
        int mss = 0;
        int scale = -1;
        boolean permitted = false;
        boolean stamped = false;
        int value = 0;
        int echo = 0;
        int[] sack = NONE.sack;
        int at = 0;
        while (at < bytes.length() && bytes.at(at) != END) {
            int kind = bytes.at(at);
            if (kind == NOP) {
                at++;
                continue;
            }
            int length = at + 1 < bytes.length() ? bytes.at(at + 1) : 0;
            if (length < 2 || at + length > bytes.length()) {
                break;
            }
            if (kind == MSS && length == 4) {
                mss = bytes.u16(at + 2);
            } else if (kind == WINDOW && length == 3) {
                scale = Math.min(bytes.at(at + 2), MOST_WINDOW_SCALE);
            } else if (kind == SACK_PERMITTED && length == 2) {
                permitted = true;
            } else if (kind == TIMESTAMP && length == 10) {
                stamped = true;
                value = bytes.i32(at + 2);
                echo = bytes.i32(at + 6);
            } else if (kind == SACK && length >= 10 && (length - 2) % 8 == 0) {
                sack = edges(bytes, at + 2, (length - 2) / 4);
            }
            at += length;
        }
        return new TcpOptions(mss, scale, permitted, stamped, value, echo, sack);
    }

    private static int[] edges(Bytes bytes, int from, int count) {
        int[] edges = new int[count];
        for (int i = 0; i < count; i++) {
            edges[i] = bytes.i32(from + 4 * i);
        }
        return edges;
    }

    /** The options of a SYN, laid out as Linux does. */
    Bytes encodeSyn() {
        byte[] bytes = new byte[LONGEST];
        int at = put(bytes, 0, MSS, 4, mss >> 8, mss);
        if (timestamped) {
            at = sackPermitted ? put(bytes, at, SACK_PERMITTED, 2) : put(bytes, at, NOP, NOP);
            at = stamps(bytes, at);
        } else if (sackPermitted) {
            at = put(bytes, at, NOP, NOP, SACK_PERMITTED, 2);
        }
        if (windowScale >= 0) {
            at = put(bytes, at, NOP, WINDOW, 3, windowScale);
        }
        return Bytes.of(Arrays.copyOf(bytes, at));
    }

    /** The options of any other segment. */
    Bytes encode() {
        byte[] bytes = new byte[LONGEST];
        int at = 0;
        if (timestamped) {
            at = stamps(bytes, put(bytes, at, NOP, NOP));
        }
        int edges = Math.min(sack.length, (LONGEST - at - 4) / 8 * 2);
        if (edges > 0) {
            at = put(bytes, at, NOP, NOP, SACK, 2 + 4 * edges);
            for (int i = 0; i < edges; i++) {
                at = number(bytes, at, sack[i]);
            }
        }
        return at == 0 ? Bytes.EMPTY : Bytes.of(Arrays.copyOf(bytes, at));
    }

    private int stamps(byte[] bytes, int from) {
        int at = put(bytes, from, TIMESTAMP, 10);
        return number(bytes, number(bytes, at, value), echo);
    }

    private static int number(byte[] bytes, int at, int number) {
        return put(bytes, at, number >> 24, number >> 16, number >> 8, number);
    }

    private static int put(byte[] bytes, int at, int... values) {
        int next = at;
        for (int value : values) {
            bytes[next++] = (byte) value;
        }
        return next;
    }
}
