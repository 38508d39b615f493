package dev.vethlab.wire.print;

/** Bridge protocol data units ({@code print-stp.c}). */
final class StpPrinter {

    private static final int CONFIG_LENGTH = 35;
    private static final int MSTP_LENGTH = 102;
    private static final int RAPID = 2;
    private static final int MULTIPLE = 3;
    private static final int SHORTEST_PATH = 4;

    private StpPrinter() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "stp";
        if (length < 4) {
            packet.printInvalid();
            return;
        }
        if (packet.u16(at) != 0) {
            packet.print("unknown STP version, length ").print(length);
            return;
        }
        int version = packet.u8(at + 2);
        packet.print("STP ").print(version(version));
        if (version > SHORTEST_PATH || version == 1) {
            return;
        }
        int type = packet.u8(at + 3);
        packet.print(", ").print(type(type));
        if (type == 0) {
            printConfig(packet, at, length, CONFIG_LENGTH);
        } else if (type == 2 && version == RAPID) {
            printConfig(packet, at, length, CONFIG_LENGTH + 1);
        } else if (type == 2 && (version == MULTIPLE || version == SHORTEST_PATH)) {
            printMultiple(packet, at, length);
        }
    }

    private static void printConfig(Dissection packet, int at, int length, int least) {
        if (length < least) {
            packet.printInvalid();
            return;
        }
        packet.print(", Flags [" + flags(packet.u8(at + 4)) + "]");
        packet.print(", bridge-id " + packet.hex(at + 17, 2, "") + "." + packet.hex(at + 19, 6, ":") + "."
                + packet.hex(at + 25, 2, "") + ", length " + length);
    }

    private static void printMultiple(Dissection packet, int at, int length) {
        if (length < MSTP_LENGTH || packet.u8(at + 35) != 0 || length < CONFIG_LENGTH + 3 + packet.u16(at + 36)) {
            packet.printInvalid();
            return;
        }
        packet.print(", CIST Flags [" + flags(packet.u8(at + 4)) + "], length " + length);
    }

    private static String flags(int flags) {
        StringBuilder text = new StringBuilder();
        append(text, (flags & 0x01) != 0, "Topology change");
        append(text, (flags & 0x02) != 0, "Proposal");
        append(text, (flags & 0x10) != 0, "Learn");
        append(text, (flags & 0x20) != 0, "Forward");
        append(text, (flags & 0x40) != 0, "Agreement");
        append(text, (flags & 0x80) != 0, "Topology change ACK");
        return text.length() == 0 ? "none" : text.toString();
    }

    private static void append(StringBuilder text, boolean isSet, String name) {
        if (isSet) {
            text.append(text.length() == 0 ? "" : ", ").append(name);
        }
    }

    private static String version(int version) {
        return switch (version) {
            case 0 -> "802.1d";
            case RAPID -> "802.1w";
            case MULTIPLE -> "802.1s";
            case SHORTEST_PATH -> "802.1aq";
            default -> "Unknown STP protocol (0x" + Dissection.hex(version, 2) + ")";
        };
    }

    private static String type(int type) {
        return switch (type) {
            case 0x00 -> "Config";
            case 0x02 -> "Rapid STP";
            case 0x80 -> "Topology Change";
            default -> "Unknown BPDU Type (0x" + Dissection.hex(type, 2) + ")";
        };
    }
}
