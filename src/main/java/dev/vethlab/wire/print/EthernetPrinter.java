package dev.vethlab.wire.print;

/** Ethernet and 802.3 frames, whose headers are not shown ({@code print-ether.c}, without {@code -e}). */
final class EthernetPrinter {

    private static final int HEADER_LENGTH = 14;
    private static final int LARGEST_LENGTH_FIELD = 1500;

    private EthernetPrinter() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "ether";
        int captured = packet.end() - at;
        if (length < captured) {
            packet.print("[length ")
                    .print(length)
                    .print(" < caplen ")
                    .print(captured)
                    .print("]");
            packet.printInvalid();
            return;
        }
        if (captured < HEADER_LENGTH) {
            packet.printTruncated();
            return;
        }
        int type = packet.u16(at + 12);
        int header = HEADER_LENGTH;
        while (type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200) {
            if (captured - header < 4) {
                packet.protocol = "vlan";
                packet.printTruncated();
                return;
            }
            type = packet.u16(at + header + 2);
            header += 4;
        }
        if (type <= LARGEST_LENGTH_FIELD) {
            printLlc(packet, at, at + header, Math.min(type, length - header));
        } else if (!printType(packet, type, at + header, length - header)) {
            packet.print(packet.mac(at + 6) + " > " + packet.mac(at) + ", ethertype ");
            packet.print(EtherTypeName.of(type))
                    .print(" (0x")
                    .print(Dissection.hex(type, 4))
                    .print("), length ");
            packet.print(length).print(": ");
            HexDump.printWithAscii(packet, at + header, captured - header);
        }
    }

    private static void printLlc(Dissection packet, int frame, int at, int length) {
        int before = packet.narrow(at + length);
        if (!LlcPrinter.print(packet, frame, at, length)) {
            HexDump.printWithAscii(packet, at, packet.end() - at);
        }
        packet.widen(before);
    }

    /** Prints the payload of an EtherType, unless there is no printer for it ({@code ethertype_print}). */
    static boolean printType(Dissection packet, int type, int at, int length) {
        switch (type) {
            case 0x0800:
                Ipv4Printer.print(packet, at, length);
                return true;
            case 0x86dd:
                Ipv6Printer.print(packet, at, length);
                return true;
            case 0x0806:
            case 0x8035:
                ArpPrinter.print(packet, at, length);
                return true;
            default:
                return false;
        }
    }
}
