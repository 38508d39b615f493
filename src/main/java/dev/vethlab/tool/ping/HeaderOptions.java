package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import java.util.Arrays;
import java.util.List;

/** The IP options that {@code -R}, {@code -T} and a list of hops ask for. */
final class HeaderOptions {

    private static final byte NOOP = 1;
    private static final byte RECORD_ROUTE = 7;
    private static final byte TIMESTAMP = 68;
    private static final byte LOOSE_SOURCE_ROUTE = (byte) 131;
    private static final byte STRICT_SOURCE_ROUTE = (byte) 137;
    private static final byte LEAST_POINTER = 4;
    private static final int MOST = 40;
    private static final int PRESPECIFIED = 3;

    private HeaderOptions() {}

    /** As {@code IP_OPTIONS} takes them; empty where none are asked for. */
    static byte[] of(PingOptions options, List<Ipv4Address> hops) {
        byte[] bytes = new byte[MOST];
        if (options.recordRoute) {
            bytes[0] = NOOP;
            bytes[1] = RECORD_ROUTE;
            bytes[2] = MOST - 1;
            bytes[3] = LEAST_POINTER;
            return bytes;
        }
        if (options.timestamp) {
            return timestamp(options, hops, bytes);
        }
        if (hops.isEmpty()) {
            return new byte[0];
        }
        bytes[0] = NOOP;
        bytes[1] = options.dontRoute ? STRICT_SOURCE_ROUTE : LOOSE_SOURCE_ROUTE;
        bytes[2] = (byte) (3 + hops.size() * 4);
        bytes[3] = LEAST_POINTER;
        for (int i = 0; i < hops.size(); i++) {
            put(bytes, 4 + i * 4, hops.get(i));
        }
        return Arrays.copyOf(bytes, 4 + hops.size() * 4);
    }

    private static byte[] timestamp(PingOptions options, List<Ipv4Address> hops, byte[] bytes) {
        int length = options.timestampFlag == 0 ? MOST : MOST - 4;
        if (options.timestampFlag == PRESPECIFIED) {
            length = 4 + hops.size() * 8;
            for (int i = 0; i < hops.size(); i++) {
                put(bytes, 4 + i * 8, hops.get(i));
            }
        }
        bytes[0] = TIMESTAMP;
        bytes[1] = (byte) length;
        bytes[2] = 5;
        bytes[3] = (byte) options.timestampFlag;
        return Arrays.copyOf(bytes, length);
    }

    private static void put(byte[] bytes, int at, Ipv4Address address) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) address.octet(i);
        }
    }
}
