package dev.vethlab.wire.print;

/** VXLAN and, on a line of its own, the frame in it ({@code print-vxlan.c}). */
final class VxlanPrinter {

    private static final int HEADER_LENGTH = 8;

    private VxlanPrinter() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "vxlan";
        packet.print("VXLAN");
        if (length < HEADER_LENGTH) {
            packet.printInvalid();
            return;
        }
        int flags = packet.u8(at);
        packet.print(", flags [").print((flags & 8) != 0 ? "I" : "invalid").print("] (0x");
        packet.print(Dissection.hex(flags, 2) + "), vni " + packet.u24(at + 4) + "\n");
        packet.require(at + 7, 1);
        EthernetPrinter.print(packet, at + HEADER_LENGTH, length - HEADER_LENGTH);
    }
}
