package dev.vethlab.wire.print;

/** The options of a TCP segment, in brackets ({@code print-tcp.c}). */
final class TcpOptionsPrinter {

    private static final int END_OF_LIST = 0;
    private static final int NO_OPERATION = 1;
    private static final int FAST_OPEN_MAGIC = 0xf989;

    /** The options contradict their own lengths. */
    private static final class BadOption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadOption() {
            super(null, null, false, false);
        }
    }

    /** The packet ends within what an option carries. */
    private static final class CutOption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CutOption() {
            super(null, null, false, false);
        }
    }

    private final Dissection packet;
    private final int sackBase;
    private final boolean payloadIsWhole;
    private int at;
    private int left;

    /**
     * @param sackBase what selective acknowledgments are printed relative to
     * @param payloadIsWhole whether a signature could be checked, had we the secret
     */
    TcpOptionsPrinter(Dissection packet, int at, int length, int sackBase, boolean payloadIsWhole) {
        this.packet = packet;
        this.at = at;
        this.left = length;
        this.sackBase = sackBase;
        this.payloadIsWhole = payloadIsWhole;
    }

    /** Prints all options; false where one was bad, which ends the line. */
    boolean print() {
        packet.print(", options [");
        boolean first = true;
        try {
            int kind = NO_OPERATION;
            while (left > 0 && kind != END_OF_LIST) {
                packet.print(first ? "" : ",");
                kind = packet.u8(at);
                printOption(kind);
                first = false;
            }
        } catch (BadOption bad) {
            packet.print(first ? "[bad opt]" : "[bad opt]]");
            return false;
        } catch (CutOption cut) {
            packet.printTruncated();
            packet.print(first ? "" : ">");
            return false;
        }
        packet.print("]");
        return true;
    }

    private void printOption(int kind) {
        boolean single = kind == END_OF_LIST || kind == NO_OPERATION;
        int declared = single ? 1 : packet.u8(at + 1);
        if (!single && (declared < 2 || declared > left)) {
            throw new BadOption();
        }
        int header = single ? 1 : 2;
        at += header;
        left -= header;
        packet.print(name(kind));
        int used = printData(kind, declared - header);
        at += used;
        left -= used;
        if (used + header != declared) {
            packet.print("[len ").print(declared).print("]");
        }
    }

    /** Prints what an option carries, and returns how many bytes were used for it. */
    private int printData(int kind, int length) {
        switch (kind) {
            case END_OF_LIST:
            case NO_OPERATION:
            case 4:
                return 0;
            case 2:
                need(2);
                packet.print(" ").print(packet.u16(at));
                return 2;
            case 3:
                need(1);
                packet.print(" ").print(packet.u8(at));
                return 1;
            case 5:
                return printSack(length);
            case 6:
            case 7:
            case 11:
            case 12:
            case 13:
                need(4);
                packet.print(" ").print(packet.u32(at));
                return 4;
            case 8:
                need(8);
                packet.print(" val ").print(packet.u32(at)).print(" ecr ").print(packet.u32(at + 4));
                return 8;
            case 19:
                need(16);
                packet.print(payloadIsWhole ? " shared secret not supplied with -M" : " snaplen too short");
                packet.print(", can't check - ").print(packet.hex(at, 16, ""));
                return 16;
            case 20:
                need(2);
                packet.print(" cap ").print(packet.hex(at, 1, "")).print(" id ").print(packet.u8(at + 1));
                return 2;
            case 28:
                return printUserTimeout();
            case 29:
                return printAuthentication(length);
            case 34:
                need(length);
                packet.print(" ");
                printFastOpen(at, length);
                return length;
            case 254:
                return printExperiment(length);
            default:
                packet.print(length > 0 ? " 0x" : "");
                printOctets(0, length);
                return length;
        }
    }

    private int printSack(int length) {
        if (length % 8 != 0) {
            packet.print(" invalid sack");
            return length;
        }
        packet.print(" ").print(length / 8).print(" ");
        for (int i = 0; i < length; i += 8) {
            need(i + 8);
            packet.print("{")
                    .print(Integer.toUnsignedLong(packet.i32(at + i) - sackBase))
                    .print(":");
            packet.print(Integer.toUnsignedLong(packet.i32(at + i + 4) - sackBase))
                    .print("}");
        }
        return length;
    }

    private int printUserTimeout() {
        need(2);
        int value = packet.u16(at);
        int seconds = (value & 1) != 0 ? (value >> 1) * 60 : value >> 1;
        packet.print(" 0x").print(Integer.toHexString(value)).print(" ").print(seconds);
        return 2;
    }

    private int printAuthentication(int length) {
        if (length < 2) {
            packet.printInvalid();
            return length;
        }
        need(1);
        packet.print(" keyid ").print(packet.u8(at));
        need(2);
        packet.print(" rnextkeyid ").print(packet.u8(at + 1));
        packet.print(length > 2 ? " mac 0x" : "");
        printOctets(2, length);
        return length;
    }

    private int printExperiment(int length) {
        need(length);
        if (length < 2) {
            throw new BadOption();
        }
        int magic = packet.u16(at);
        packet.print("-").print(magic == FAST_OPEN_MAGIC ? "tfo" : Dissection.hex(magic, 4));
        if (magic == FAST_OPEN_MAGIC) {
            printFastOpen(at + 2, length - 2);
        }
        return length;
    }

    private void printFastOpen(int from, int length) {
        if (length == 0) {
            packet.print(" cookiereq");
        } else if (length % 2 != 0 || length < 4 || length > 16) {
            packet.printInvalid();
        } else {
            packet.print(" cookie ").print(packet.hex(from, length, ""));
        }
    }

    private void printOctets(int from, int to) {
        for (int i = from; i < to; i++) {
            need(i + 1);
            packet.print(packet.hex(at + i, 1, ""));
        }
    }

    private void need(int length) {
        if (length > left) {
            throw new BadOption();
        }
        if (!packet.has(at, length)) {
            throw new CutOption();
        }
    }

    private static String name(int kind) {
        return switch (kind) {
            case END_OF_LIST -> "eol";
            case NO_OPERATION -> "nop";
            case 2 -> "mss";
            case 3 -> "wscale";
            case 4 -> "sackOK";
            case 5 -> "sack";
            case 6 -> "echo";
            case 7 -> "echoreply";
            case 8 -> "TS";
            case 11 -> "cc";
            case 12 -> "ccnew";
            case 13 -> "";
            case 19 -> "md5";
            case 20 -> "scps";
            case 28 -> "uto";
            case 29 -> "tcp-ao";
            case 30 -> "mptcp";
            case 34 -> "tfo";
            case 254 -> "exp";
            default -> "unknown-" + kind;
        };
    }
}
