package dev.vethlab.wire.print;

/** 802.2 LLC and SNAP ({@code print-llc.c}). */
final class LlcPrinter {

    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int SAP_STP = 0x42;
    private static final int SAP_SNAP = 0xaa;
    private static final int SAP_IP = 0x06;
    private static final int XID = 0xaf;

    private LlcPrinter() {}

    /** Prints what follows a length field; false where the bytes remain to be dumped. */
    static boolean print(Dissection packet, int frame, int at, int length) {
        packet.protocol = "llc";
        int control = length < 3 ? 0 : packet.u8(at + 2);
        boolean unnumbered = (control & 3) == 3;
        int header = unnumbered ? 3 : 4;
        if (length < header) {
            packet.printTruncated();
            HexDump.printWithAscii(packet, at, packet.end() - at);
            return true;
        }
        control = unnumbered ? control : packet.littleEndian16(at + 2);
        int destination = packet.u8(at) & 0xfe;
        int source = packet.u8(at + 1) & 0xfe;
        if (source == destination && control == UNNUMBERED_INFORMATION) {
            switch (source) {
                case SAP_SNAP:
                    return printSnap(packet, at + header, length - header);
                case SAP_STP:
                    StpPrinter.print(packet, at + header, length - header);
                    return true;
                case SAP_IP:
                    Ipv4Printer.print(packet, at + header, length - header);
                    return true;
                default:
                    break;
            }
        }
        printAddresses(packet, frame, source, destination);
        int response = packet.u8(at + 1) & 1;
        if (unnumbered) {
            return printUnnumbered(packet, at + header, control, response, length);
        }
        return printNumbered(packet, control, response, length);
    }

    private static void printAddresses(Dissection packet, int frame, int source, int destination) {
        packet.print(packet.mac(frame + 6) + " ");
        if (source != destination) {
            packet.print(sap(source, "SSAP")).print(" ");
        }
        packet.print("> " + packet.mac(frame) + " " + sap(destination, "DSAP") + " ");
    }

    private static boolean printUnnumbered(Dissection packet, int data, int control, int response, int length) {
        packet.print("Unnumbered, ").print(command(control & 0xef)).print(", Flags [");
        packet.print(flags(response, (control & 0x10) != 0)).print("], length ").print(length);
        if ((control & 0xef) != XID) {
            return false;
        }
        int left = length - 3;
        if (left == 0 || packet.u8(data) != 0x81) {
            return left == 0;
        }
        if (left < 3) {
            packet.printTruncated();
            HexDump.printWithAscii(packet, data, left);
        } else {
            packet.print(": " + packet.hex(data + 1, 1, "") + " " + packet.hex(data + 2, 1, ""));
        }
        return true;
    }

    private static boolean printNumbered(Dissection packet, int control, int response, int length) {
        boolean supervisory = (control & 1) != 0;
        if (supervisory) {
            packet.print("Supervisory, ").print(supervisory(control >> 2 & 3));
        } else {
            packet.print("Information, send seq ").print(control >> 1 & 0x7f);
        }
        packet.print(", rcv seq ").print(control >> 9 & 0x7f).print(", Flags [");
        packet.print(flags(response, (control & 0x100) != 0))
                .print("], length ")
                .print(length);
        return supervisory;
    }

    /** Prints what follows a SNAP header; only EtherTypes behind the null organisation are known. */
    private static boolean printSnap(Dissection packet, int at, int length) {
        packet.protocol = "snap";
        if (length < 5) {
            packet.printTruncated();
            return true;
        }
        int organisation = packet.u24(at);
        int type = packet.u16(at + 3);
        boolean etherType = organisation == 0 || organisation == 0x0000f8;
        return etherType && EthernetPrinter.printType(packet, type, at + 5, length - 5);
    }

    private static String flags(int response, boolean poll) {
        if (poll) {
            return response == 0 ? "Poll" : "Final";
        }
        return response == 0 ? "Command" : "Response";
    }

    private static String command(int command) {
        return switch (command) {
            case UNNUMBERED_INFORMATION -> "ui";
            case 0xe3 -> "test";
            case XID -> "xid";
            case 0x63 -> "ua";
            case 0x43 -> "disc";
            case 0x0f -> "dm";
            case 0x6f -> "sabme";
            case 0x87 -> "frmr";
            default -> Dissection.hex(command, 2);
        };
    }

    private static String supervisory(int command) {
        return switch (command) {
            case 0 -> "Receiver Ready";
            case 1 -> "Receiver not Ready";
            case 2 -> "Reject";
            default -> "?";
        };
    }

    private static String sap(int sap, String kind) {
        return switch (sap) {
            case 0x00 -> "Null";
            case 0x02 -> "802.1B I";
            case 0x04 -> "SNA";
            case SAP_IP -> "IP";
            case 0x0e -> "ProWay NM";
            case SAP_STP -> "STP";
            case 0x4e -> "RS511";
            case 0x7e -> "ISO8208";
            case 0x8e -> "ProWay";
            case SAP_SNAP -> "SNAP";
            case 0xe0 -> "IPX";
            case 0xf0 -> "NetBeui";
            case 0xfe -> "OSI";
            default -> "Unknown " + kind + " 0x" + Dissection.hex(sap, 2);
        };
    }
}
