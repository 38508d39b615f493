package dev.vethlab.fuzz;

import dev.vethlab.wire.Checksum;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames: some that were once captured, some made for the worst, some that answer what the host has just sent; most of them bent. */
final class FrameMaking {

    private static final int LONGEST = 65_549;
    private static final int HEADER = 14;
    private static final int[] BYTES = {0, 1, 2, 4, 5, 0x0f, 0x45, 0x46, 0x4f, 0x7f, 0x80, 0xfe, 0xff};

    /** What follows an EtherType or a protocol number that is worth a try. */
    private static final int[] TYPES = {
        0x0800, 0x0806, 0x8100, 0x88a8, 0x86dd, 0x8809, 0x88cc, 0x0026, 0x0027, 0x6558, 0x8035, 0x9000, 0xffff, 0
    };

    private static final int[] PROTOCOLS = {0, 1, 2, 4, 6, 17, 41, 47, 50, 51, 58, 89, 103, 112, 115, 132, 136, 255};

    private static final List<byte[]> STATIONS = List.of(
            bytes("ffffffffffff"),
            bytes("01005e000001"),
            bytes("01005e010203"),
            bytes("0180c2000000"),
            bytes("0180c2000002"),
            bytes("01000ccccccd"),
            bytes("333300000001"),
            bytes("020000000002"),
            bytes("020000000102"),
            bytes("020000000077"),
            bytes("000000000000"));

    /** Headers of one layer each: what comes behind is whatever comes. */
    private static final List<byte[]> LAYERS = List.of(
            bytes("8100000a"),
            bytes("88a86064"),
            bytes("08004500000000004000402f" + "0000" + "0a630002" + "0a630001" + "00000800"),
            bytes("08004500000000004000402f" + "0000" + "0a630002" + "0a630001" + "20000800" + "00000007"),
            bytes("080045000000000040004011" + "0000" + "0a630002" + "0a630001" + "c00012b500000000"
                    + "0800000000006400" + "020000000001" + "020000000002"));

    private final List<byte[]> captured;
    private final List<byte[]> addresses;
    private byte[] before = new byte[60];

    /**
     * @param captured frames that some lab once had
     * @param addresses IPv4 addresses that mean something where the frames are sent
     */
    FrameMaking(List<byte[]> captured, List<byte[]> addresses) {
        this.captured = captured;
        this.addresses = addresses;
    }

    static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }

    /**
     * A frame for a device, or without its header a packet.
     *
     * @param station the device's own address
     * @param last what the host sent last
     */
    byte[] next(Choices choices, boolean ethernet, byte[] station, byte[] last) {
        byte[] frame = switch (choices.below(10)) {
            case 0, 1, 2 -> choices.of(captured).clone();
            case 3, 4, 5 -> last.length < HEADER ? choices.of(captured).clone() : Answers.to(last, choices);
            case 6 -> before.clone();
            case 7 -> layered(choices);
            case 8 -> Answers.greeting(choices);
            default -> noise(choices);
        };
        if (!choices.oneIn(8)) {
            address(frame, station, choices);
        }
        for (int i = choices.below(4); i > 0 && frame.length > 0; i--) {
            frame = bent(frame, choices);
        }
        if (frame.length > LONGEST) {
            frame = Arrays.copyOf(frame, LONGEST);
        }
        if (!choices.oneIn(8)) {
            Sums.repairFrame(frame);
        }
        before = frame.clone();
        return ethernet ? atLeast(frame) : packet(frame, choices);
    }

    private static byte[] atLeast(byte[] frame) {
        return frame.length < HEADER ? Arrays.copyOf(frame, HEADER) : frame;
    }

    private static byte[] packet(byte[] frame, Choices choices) {
        byte[] packet = frame.length <= HEADER ? new byte[1] : Arrays.copyOfRange(frame, HEADER, frame.length);
        packet[0] = (byte) ((choices.oneIn(8) ? 0x60 : 0x40) | packet[0] & 15);
        if (!choices.oneIn(8)) {
            Sums.repairPacket(packet);
        }
        return packet;
    }

    private void address(byte[] frame, byte[] station, Choices choices) {
        if (frame.length < HEADER) {
            return;
        }
        byte[] to = choices.oneIn(3) ? choices.of(STATIONS) : station;
        System.arraycopy(to, 0, frame, 0, 6);
        if (choices.oneIn(3)) {
            System.arraycopy(choices.of(STATIONS), 0, frame, 6, 6);
        }
        int type = (frame[12] & 0xff) << 8 | frame[13] & 0xff;
        int first = type == 0x0806 ? 28 : 26;
        int second = type == 0x0806 ? 38 : 30;
        if (frame.length >= second + 4 && choices.oneIn(2)) {
            System.arraycopy(choices.of(addresses), 0, frame, choices.oneIn(2) ? first : second, 4);
        }
    }

    private byte[] layered(Choices choices) {
        byte[] inner = choices.oneIn(3) ? Answers.greeting(choices) : choices.of(captured);
        byte[] rest = inner.length < 12 ? new byte[2] : Arrays.copyOfRange(inner, 12, inner.length);
        if (choices.oneIn(6)) {
            return packetsInPackets(inner, choices);
        }
        int depth = choices.oneIn(200) ? choices.below(17_000) : choices.below(5) + 1;
        byte[] layer = choices.of(LAYERS);
        byte[] all = new byte[Math.min(LONGEST, 12 + depth * layer.length + rest.length)];
        System.arraycopy(inner, 0, all, 0, Math.min(12, inner.length));
        int at = 12;
        for (int i = 0; i < depth && at + layer.length <= all.length; i++) {
            System.arraycopy(layer, 0, all, at, layer.length);
            at += layer.length;
            if (choices.oneIn(3) && depth < 10) {
                byte[] other = choices.of(LAYERS);
                layer = other.length == layer.length ? other : layer;
            }
        }
        System.arraycopy(rest, 0, all, at, Math.min(rest.length, all.length - at));
        return all;
    }

    /** IPIP in IPIP, as often as fits. */
    private static byte[] packetsInPackets(byte[] inner, Choices choices) {
        byte[] header = bytes("450000000000400040040000" + "0a630002" + "0a630001");
        int depth = choices.oneIn(50) ? choices.below(3_270) : choices.below(4) + 1;
        byte[] rest = inner.length < HEADER ? new byte[0] : Arrays.copyOfRange(inner, HEADER, inner.length);
        byte[] all = new byte[Math.min(LONGEST, HEADER + depth * header.length + rest.length)];
        System.arraycopy(inner, 0, all, 0, Math.min(12, inner.length));
        put(all, 12, 0x0800);
        int at = HEADER;
        for (int i = 0; i < depth && at + header.length <= all.length; i++, at += header.length) {
            System.arraycopy(header, 0, all, at, header.length);
            put(all, at + 2, all.length - at);
            put(all, at + 10, Checksum.of(all, at, header.length));
        }
        System.arraycopy(rest, 0, all, at, Math.min(rest.length, all.length - at));
        return all;
    }

    private static byte[] noise(Choices choices) {
        byte[] frame = new byte[choices.oneIn(20) ? choices.below(3000) : choices.below(100)];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) choices.below(256);
        }
        return frame;
    }

    private byte[] bent(byte[] frame, Choices choices) {
        int place = choices.below(frame.length);
        int head = choices.below(Math.min(frame.length, 80));
        switch (choices.below(9)) {
            case 0 -> frame[place] ^= (byte) (1 << choices.below(8));
            case 1 -> frame[head] = (byte) BYTES[choices.below(BYTES.length)];
            case 2 -> frame[head] = (byte) choices.below(256);
            case 3 -> put(frame, 12, TYPES[choices.below(TYPES.length)]);
            case 4 -> {
                if (frame.length > 23) {
                    frame[23] = (byte) PROTOCOLS[choices.below(PROTOCOLS.length)];
                }
            }
            case 5 -> {
                return Arrays.copyOf(frame, place);
            }
            case 6 -> {
                return Arrays.copyOf(
                        frame, frame.length + choices.below(choices.oneIn(20) ? 60_000 : choices.oneIn(4) ? 1600 : 60));
            }
            case 7 -> {
                byte[] other = choices.of(captured);
                int from = choices.below(other.length);
                System.arraycopy(other, from, frame, place, Math.min(other.length - from, frame.length - place));
            }
            default -> put(frame, 20, choices.below(4) << 13 | choices.below(choices.oneIn(3) ? 8192 : 4));
        }
        return frame;
    }

    private static void put(byte[] frame, int at, int value) {
        if (frame.length >= at + 2) {
            frame[at] = (byte) (value >> 8);
            frame[at + 1] = (byte) value;
        }
    }
}
