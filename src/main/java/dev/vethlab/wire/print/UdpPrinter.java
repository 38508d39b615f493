package dev.vethlab.wire.print;

/** UDP ({@code print-udp.c}); of the protocols above it only VXLAN is looked into. */
final class UdpPrinter {

    private static final int PROTOCOL = 17;
    private static final int HEADER_LENGTH = 8;
    private static final int VXLAN_PORT = 4789;

    private UdpPrinter() {}

    static void print(Dissection packet, IpHeader header, int at, int length) {
        packet.protocol = "udp";
        if (!packet.has(at, 4)) {
            if (header.protocol() == PROTOCOL) {
                packet.print(header.route()).print(": ");
            }
            packet.printTruncated();
            return;
        }
        int sourcePort = packet.u16(at);
        int destinationPort = packet.u16(at + 2);
        packet.print(header.route(PROTOCOL, sourcePort, destinationPort));
        if (length < HEADER_LENGTH) {
            packet.print("truncated-udp ").print(length);
            return;
        }
        int declared = packet.u16(at + 4);
        if (declared < HEADER_LENGTH) {
            packet.print("truncated-udplength ").print(declared);
            return;
        }
        int available = Math.min(declared, length) - HEADER_LENGTH;
        packet.require(at, HEADER_LENGTH);
        if (sourcePort == VXLAN_PORT || destinationPort == VXLAN_PORT) {
            VxlanPrinter.print(packet, at + HEADER_LENGTH, available);
        } else if (declared - HEADER_LENGTH > available && !header.fragmented()) {
            packet.print("UDP, bad length ")
                    .print(declared - HEADER_LENGTH)
                    .print(" > ")
                    .print(available);
        } else {
            packet.print("UDP, length ").print(declared - HEADER_LENGTH);
        }
    }
}
