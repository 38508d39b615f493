package dev.vethlab.wire.print;

/** IPv4 ({@code print-ip.c}). */
final class Ipv4Printer {

    private static final int HEADER_LENGTH = 20;

    private Ipv4Printer() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "ip";
        int version = packet.u8(at) >> 4;
        if (version != 4) {
            packet.print(version == 6 ? "IP6, wrong link-layer encapsulation" : "IP" + version);
            packet.printInvalid();
            return;
        }
        packet.print("IP ");
        packet.require(at, HEADER_LENGTH);
        if (length < HEADER_LENGTH) {
            packet.print("truncated-ip ").print(length);
            return;
        }
        int headerLength = (packet.u8(at) & 15) << 2;
        if (headerLength < HEADER_LENGTH) {
            packet.print("bad-hlen ").print(headerLength);
            return;
        }
        int total = packet.u16(at + 2);
        if (length < total) {
            packet.print("truncated-ip - ").print(total - length).print(" bytes missing! ");
        }
        if (total < headerLength) {
            packet.print("bad-len ").print(total);
            return;
        }
        int before = packet.narrow(at + total);
        printPayload(packet, at, headerLength, total - headerLength);
        packet.widen(before);
    }

    private static void printPayload(Dissection packet, int at, int headerLength, int length) {
        IpHeader header = IpHeader.v4(packet, at);
        if ((packet.u16(at + 6) & 0x1fff) != 0) {
            packet.print(header.route()).print(": ip-proto-").print(header.protocol());
            return;
        }
        if (!IpPayloadPrinter.printsAddresses(header.protocol())) {
            packet.print(header.route()).print(": ");
        }
        if (!packet.has(at, headerLength)) {
            packet.print(" [remaining caplen(").print(packet.end() - at).print(") < header length(");
            packet.print(headerLength).print(")]");
            throw new Dissection.Truncated();
        }
        IpPayloadPrinter.print(packet, at + headerLength, length, header, header.protocol());
    }
}
