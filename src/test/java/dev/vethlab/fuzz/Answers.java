package dev.vethlab.fuzz;

import java.util.List;

/** What a neighbour says of its own accord, and what it answers: that is how one gets far into protocols that remember. */
final class Answers {

    private static final String FROM_NEIGHBOUR = "020000000001" + "020000000002";

    private static final List<byte[]> GREETINGS = List.of(
            // who has 10.99.0.1, 10.99.0.2 is at
            FrameMaking.bytes("ffffffffffff" + "020000000002" + "08060001080006040001" + "020000000002" + "0a630002"
                    + "000000000000" + "0a630001"),
            FrameMaking.bytes("ffffffffffff" + "020000000002" + "08060001080006040002" + "020000000002" + "0a630002"
                    + "020000000001" + "0a630001"),
            // echo, and a timestamp
            FrameMaking.bytes(
                    FROM_NEIGHBOUR + "0800" + "4500001c00010000400100000a6300020a630001" + "0800000000010001"),
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4500002800010000400100000a6300020a630001" + "0d00000000010001"
                    + "000000000000000000000000"),
            // TCP's SYN with options, to port 80
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4500003c00014000400600000a6300020a630001"
                    + "c00000500000000100000000" + "a002faf000000000" + "020405b40402080a000000010000000001030307"),
            // a datagram to port 5000, a question to port 53, one to where nobody is
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4500002000010000401100000a6300020a630001" + "c0001388000c0000"
                    + "68690a0a"),
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4500002000010000401100000a6300020a630102" + "c0000035000c0000"
                    + "68690a0a"),
            // through the router
            FrameMaking.bytes(
                    FROM_NEIGHBOUR + "0800" + "4500001c00010000400100000a6300020a630102" + "0800000000010001"),
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4500002800014000400600000a6300020a630202"
                    + "c00100500000000100000000" + "5002faf000000000"),
            // loose source route, record route, timestamps
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4800002800010000400100000a6300020a630001"
                    + "830b040a6301020a63020200" + "0800000000010001"),
            FrameMaking.bytes(FROM_NEIGHBOUR + "0800" + "4800002800010000400100000a6300020a630001"
                    + "440c05010000000000000000" + "0800000000010001"),
            // membership: a query, reports of versions 2 and 3, leave
            FrameMaking.bytes("01005e000001" + "020000000002" + "0800"
                    + "4600002000010000010200000a630002e000000194040000" + "1164000000000000"),
            FrameMaking.bytes("01005e010203" + "020000000002" + "0800"
                    + "4600002000010000010200000a630002ef01020394040000" + "16000000ef010203"),
            FrameMaking.bytes("01005e000016" + "020000000002" + "0800"
                    + "4600002800010000010200000a630002e000001694040000" + "2200000000000001" + "04000000ef010203"),
            FrameMaking.bytes("01005e000001" + "020000000002" + "0800"
                    + "4600002400010000010200000a630002e000000194040000" + "1164000000000000" + "027d0000"),
            // a bridge's hello and its change of topology, a link's partner
            FrameMaking.bytes("0180c2000000" + "020000000002" + "0026424203" + "0000000000" + "1000020000000002"
                    + "00000004" + "1000020000000002" + "8001" + "0000" + "1400" + "0200" + "0f00"),
            FrameMaking.bytes("0180c2000000" + "020000000002" + "0007424203" + "00000080"),
            FrameMaking.bytes(
                    "0180c2000002" + "020000000002" + "8809" + "0101" + "0114ffff020000000002000100ff00013d000000"
                            + "0214ffff020000000001000900ff00013d000000" + "0310000000000000000000000000000000" + "0000"
                            + "00".repeat(50)),
            // to where nobody can go: of another network, too short lived
            FrameMaking.bytes(
                    FROM_NEIGHBOUR + "0800" + "4500001c00010000010100000a6300020a630902" + "0800000000010001"));

    private Answers() {}

    static byte[] greeting(Choices choices) {
        return choices.of(GREETINGS).clone();
    }

    /** What the receiver of a frame may send back. */
    static byte[] to(byte[] sent, Choices choices) {
        byte[] frame = sent.clone();
        swap(frame, 0, 6, 6);
        int type = u16(frame, 12);
        if (type == 0x0806 && frame.length >= 42) {
            frame[21] = 2;
            swap(frame, 22, 32, 10);
            System.arraycopy(FrameMaking.bytes("020000000002"), 0, frame, 22, 6);
        } else if (type == 0x0800 && frame.length >= 34) {
            if (choices.oneIn(8)) {
                return error(sent, choices);
            }
            swap(frame, 26, 30, 4);
            content(frame, 14 + (frame[14] & 15) * 4, choices);
        }
        return frame;
    }

    private static void content(byte[] frame, int at, Choices choices) {
        if (frame.length < at + 8) {
            return;
        }
        switch (frame[23]) {
            case 1 -> frame[at] = (byte) (frame[at] == 8 ? 0 : frame[at]);
            case 17 -> swap(frame, at, at + 2, 2);
            case 6 -> {
                if (frame.length >= at + 20) {
                    swap(frame, at, at + 2, 2);
                    swap(frame, at + 4, at + 8, 4);
                    int length = u16(frame, 16) - (at - 14) - (frame[at + 12] >> 4 & 15) * 4;
                    int counted = (frame[at + 13] & 3) != 0 ? 1 : 0;
                    add(frame, at + 8, Math.max(0, length) + counted);
                    int[] flags = {0x10, 0x10, 0x18, 0x12, 0x11, 0x14, 0x04, 0x38, 0x02, 0x01, 0};
                    frame[at + 13] = (byte) flags[choices.below(flags.length)];
                }
            }
            default -> {}
        }
    }

    /** An ICMP error about a packet. */
    private static byte[] error(byte[] sent, Choices choices) {
        byte[] head = FrameMaking.bytes(
                FROM_NEIGHBOUR + "0800" + "4500001c00010000400100000a6300020a630001" + "0301000000000500");
        System.arraycopy(sent, 6, head, 0, 6);
        System.arraycopy(sent, 26, head, 30, 4);
        int[] types = {3, 3, 3, 5, 11, 12, 4};
        head[34] = (byte) types[choices.below(types.length)];
        head[35] = (byte) choices.below(16);
        int quoted = Math.min(sent.length - 14, 20 + choices.below(600));
        byte[] frame = new byte[head.length + quoted];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(sent, 14, frame, head.length, quoted);
        frame[16] = (byte) (frame.length - 14 >> 8);
        frame[17] = (byte) (frame.length - 14);
        return frame;
    }

    private static void swap(byte[] frame, int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            byte kept = frame[one + i];
            frame[one + i] = frame[other + i];
            frame[other + i] = kept;
        }
    }

    private static void add(byte[] frame, int at, int more) {
        int sum = (u16(frame, at) << 16 | u16(frame, at + 2)) + more;
        for (int i = 0; i < 4; i++) {
            frame[at + i] = (byte) (sum >> 24 - 8 * i);
        }
    }

    private static int u16(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
    }
}
