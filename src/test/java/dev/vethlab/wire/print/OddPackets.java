package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.RandomPackets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Frames drawn by lot that bring a printer into all its corners: valid ones, damaged ones, ones cut short. */
final class OddPackets {

    private static final int[] PROTOCOLS = {1, 2, 4, 6, 17, 58, 59, 77, 99, 143};

    private final SplittableRandom random;
    private final RandomPackets packets;

    OddPackets(long seed) {
        random = new SplittableRandom(seed);
        packets = new RandomPackets(seed);
    }

    Bytes next() {
        return Bytes.of(
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> packets.frame().encode();
                    case 3 -> damaged(packets.frame().encode(), 14);
                    case 4 -> cut(packets.frame().encode());
                    case 5 -> icmp();
                    case 6 -> tcp();
                    case 7 -> llc();
                    case 8 -> ipv6();
                    default -> ipv4();
                });
    }

    private byte[] damaged(byte[] bytes, int from) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(1, 4); i > 0 && from < bytes.length; i--) {
            damaged[random.nextInt(from, bytes.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(14, bytes.length + 1));
    }

    private byte[] frame(int type, byte[] payload) {
        byte[] bytes = new byte[14 + payload.length];
        random.nextBytes(bytes);
        bytes[12] = (byte) (type >> 8);
        bytes[13] = (byte) type;
        System.arraycopy(payload, 0, bytes, 14, payload.length);
        return bytes;
    }

    private byte[] noise(int length) {
        return packets.bytes(length).encode();
    }

    private byte[] ip(int protocol, byte[] payload) {
        byte[] bytes = new byte[20 + payload.length];
        random.nextBytes(bytes);
        int length = random.nextInt(12) == 0 ? random.nextInt(120) : bytes.length;
        bytes[0] = (byte) (random.nextInt(20) == 0 ? random.nextInt() : 0x45);
        bytes[2] = (byte) (length >> 8);
        bytes[3] = (byte) length;
        bytes[6] = (byte) (random.nextInt(8) == 0 ? 0x20 : 0x40);
        bytes[7] = 0;
        bytes[9] = (byte) protocol;
        System.arraycopy(payload, 0, bytes, 20, payload.length);
        return bytes;
    }

    private byte[] ipv4() {
        return frame(EthernetFrame.TYPE_IPV4, ip(PROTOCOLS[random.nextInt(PROTOCOLS.length)], igmpLike()));
    }

    private byte[] igmpLike() {
        int[] types = {0x11, 0x11, 0x12, 0x16, 0x17, 0x22, 0x50};
        byte[] payload = noise(random.nextInt(40));
        if (payload.length > 10) {
            payload[0] = (byte) types[random.nextInt(types.length)];
            payload[4] = random.nextBoolean() ? 0 : payload[4];
            payload[10] = 0;
        }
        return payload;
    }

    private byte[] icmp() {
        byte[] payload = noise(random.nextInt(60));
        if (payload.length > 17) {
            payload[0] = (byte) random.nextInt(20);
            payload[1] = (byte) random.nextInt(17);
            payload[8] = (byte) (random.nextInt(10) == 0 ? payload[8] : 0x45);
            payload[17] = (byte) PROTOCOLS[random.nextInt(PROTOCOLS.length)];
            payload[5] = random.nextBoolean() ? 2 : payload[5];
            payload[4] = (byte) random.nextInt(4);
        }
        return frame(EthernetFrame.TYPE_IPV4, ip(1, payload));
    }

    private byte[] tcp() {
        byte[] payload = noise(random.nextInt(18, 70));
        payload[0] = 100;
        payload[2] = 100;
        payload[1] = (byte) random.nextInt(2);
        payload[3] = (byte) random.nextInt(2);
        if (random.nextInt(8) != 0) {
            payload[12] = (byte) (5 + random.nextInt(1, 11) << 4);
        }
        for (int at = 20; at < payload.length; ) {
            int[] kinds = {0, 1, 1, 2, 3, 4, 5, 8, 6, 13, 19, 20, 28, 29, 34, 254, 77};
            int[] lengths = {1, 1, 1, 4, 3, 2, 10, 10, 6, 6, 18, 4, 4, 6, 6, 4, 5};
            int kind = random.nextInt(kinds.length);
            payload[at] = (byte) kinds[kind];
            if (at + 1 < payload.length && lengths[kind] > 1) {
                payload[at + 1] = (byte) (random.nextInt(6) == 0 ? random.nextInt(20) : lengths[kind]);
            }
            at += lengths[kind];
        }
        byte[] segment = ip(6, payload);
        for (int i = 12; i < 20; i++) {
            segment[i] = (byte) (i % 4 == 3 ? random.nextInt(2) : 10);
        }
        return frame(EthernetFrame.TYPE_IPV4, segment);
    }

    private byte[] llc() {
        byte[] payload = noise(random.nextInt(60));
        int[] saps = {0x42, 0x42, 0xaa, 0x06, 0x10, 0x04, 0x43};
        if (payload.length > 10) {
            payload[0] = (byte) saps[random.nextInt(saps.length)];
            payload[1] = random.nextInt(4) == 0 ? (byte) saps[random.nextInt(saps.length)] : payload[0];
            payload[2] = random.nextInt(3) == 0 ? payload[2] : 3;
            payload[3] = 0;
            payload[4] = 0;
            payload[5] = (byte) random.nextInt(6);
            int[] bpdus = {0, 0, 2, 0x80, 5};
            payload[6] = (byte) bpdus[random.nextInt(bpdus.length)];
            if (payload[0] == (byte) 0xaa) {
                payload[5] = 0;
                payload[6] = 8;
                payload[7] = (byte) (random.nextBoolean() ? 0 : 6);
            }
        }
        return frame(payload.length, payload);
    }

    private byte[] ipv6() {
        int[] next = {58, 58, 58, 6, 17, 59, 99, 0, 44, 60};
        byte[] payload = noise(random.nextInt(90));
        byte[] bytes = new byte[40 + payload.length];
        random.nextBytes(bytes);
        bytes[0] = (byte) (random.nextInt(20) == 0 ? random.nextInt() : 0x60);
        bytes[4] = 0;
        bytes[5] = (byte) (random.nextInt(10) == 0 ? random.nextInt(100) : payload.length);
        bytes[6] = (byte) next[random.nextInt(next.length)];
        if (bytes[6] == 58 && payload.length > 14) {
            int[] types = {1, 2, 3, 4, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143, 77};
            payload[0] = (byte) types[random.nextInt(types.length)];
            payload[1] = (byte) random.nextInt(6);
            payload[14] = 17;
        }
        for (int i = 10; i < 40; i++) {
            bytes[i] = random.nextInt(3) == 0 ? bytes[i] : 0;
        }
        if (bytes[6] == 0 || bytes[6] == 44 || bytes[6] == 60) {
            payload = hopByHop(payload, bytes[6] == 44);
        }
        System.arraycopy(payload, 0, bytes, 40, payload.length);
        return frame(EthernetFrame.TYPE_IPV6, bytes);
    }

    private byte[] hopByHop(byte[] payload, boolean fragment) {
        byte[] extended = payload.clone();
        byte[] header = {58, 0, 5, 2, 0, 0, 1, 0};
        if (fragment) {
            header[2] = 0;
            header[3] = (byte) (random.nextBoolean() ? 1 : 9);
        }
        System.arraycopy(header, 0, extended, 0, Math.min(8, extended.length));
        if (extended.length > 8) {
            extended[8] = (byte) (random.nextBoolean() ? 143 : 128);
        }
        return extended;
    }
}
