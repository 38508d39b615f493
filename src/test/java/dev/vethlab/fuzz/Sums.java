package dev.vethlab.fuzz;

import dev.vethlab.wire.Checksum;

/** Makes checksums right again, so that what was changed in a packet is not thrown away at the first look. */
final class Sums {

    private static final int ETHERNET = 14;
    private static final int VXLAN_PORT = 4789;
    private static final int DEEPEST = 6;

    private final byte[] data;

    private Sums(byte[] data) {
        this.data = data;
    }

    static void repairFrame(byte[] frame) {
        new Sums(frame).frame(0, 0);
    }

    static void repairPacket(byte[] packet) {
        new Sums(packet).packet(0, 0);
    }

    private void frame(int at, int depth) {
        int type = at + ETHERNET - 2;
        while (fits(type, 6) && (u16(type) == 0x8100 || u16(type) == 0x88a8)) {
            type += 4;
        }
        payload(type, depth);
    }

    private void payload(int type, int depth) {
        if (fits(type, 2) && u16(type) == 0x0800) {
            packet(type + 2, depth);
        } else if (fits(type, 2) && u16(type) == 0x6558) {
            frame(type + 2, depth);
        }
    }

    private void packet(int at, int depth) {
        if (depth > DEEPEST || !fits(at, 20)) {
            return;
        }
        int header = (data[at] & 15) * 4;
        if (header < 20 || !fits(at, header)) {
            return;
        }
        if (u16(at + 2) > data.length - at || u16(at + 2) < header) {
            put(at + 2, data.length - at);
        }
        int end = at + u16(at + 2);
        if ((u16(at + 6) & 0x3fff) == 0) {
            content(at, at + header, end, depth);
        }
        put(at + 10, 0);
        put(at + 10, Checksum.of(data, at, header));
    }

    private void content(int at, int from, int end, int depth) {
        int length = end - from;
        switch (data[at + 9]) {
            case 1, 2 -> sum(from, length, from + 2, 0);
            case 4 -> packet(from, depth + 1);
            case 6 -> sum(from, length, from + 16, pseudo(at, 6, length));
            case 17 -> datagram(at, from, length, depth);
            case 47 -> payload(from + (length > 0 && (data[from] & 0x20) != 0 ? 6 : 2), depth + 1);
            default -> {}
        }
    }

    private void datagram(int at, int from, int length, int depth) {
        if (length < 8) {
            return;
        }
        if (u16(from + 4) > length || u16(from + 4) < 8) {
            put(from + 4, length);
        }
        if (u16(from + 2) == VXLAN_PORT) {
            frame(from + 16, depth + 1);
        }
        sum(from, u16(from + 4), from + 6, pseudo(at, 17, u16(from + 4)));
    }

    private int pseudo(int at, int protocol, int length) {
        return u16(at + 12) + u16(at + 14) + u16(at + 16) + u16(at + 18) + protocol + length;
    }

    private void sum(int from, int length, int place, int before) {
        if (length < place + 2 - from) {
            return;
        }
        put(place, 0);
        int sum = before + (~Checksum.of(data, from, length) & 0xffff);
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        put(place, ~sum);
    }

    private boolean fits(int at, int length) {
        return at + length <= data.length;
    }

    private int u16(int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    private void put(int at, int value) {
        data[at] = (byte) (value >> 8);
        data[at + 1] = (byte) value;
    }
}
