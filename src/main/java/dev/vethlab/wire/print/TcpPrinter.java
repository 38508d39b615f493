package dev.vethlab.wire.print;

/** TCP, without its payload ({@code print-tcp.c}). */
final class TcpPrinter {

    private static final int PROTOCOL = 6;
    private static final int HEADER_LENGTH = 20;
    private static final int FIN_SYN_RST = 7;
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final String FLAGS = "FSRP.UEW";

    private final Dissection packet;
    private final IpHeader ip;
    private final int at;
    private final int length;

    TcpPrinter(Dissection packet, IpHeader ip, int at, int length) {
        this.packet = packet;
        this.ip = ip;
        this.at = at;
        this.length = length;
    }

    void print() {
        packet.protocol = "tcp";
        if (!packet.has(at, 4)) {
            packet.print(ip.route()).print(":");
            packet.printTruncated();
            return;
        }
        packet.print(ip.route(PROTOCOL, packet.u16(at), packet.u16(at + 2)));
        packet.require(at, HEADER_LENGTH);
        int headerLength = packet.u8(at + 12) >> 4 << 2;
        if (headerLength < HEADER_LENGTH) {
            packet.print(" tcp ")
                    .print(Integer.toUnsignedLong(length - headerLength))
                    .print(" [bad hdr length ");
            packet.print(headerLength)
                    .print(" - too short, < ")
                    .print(HEADER_LENGTH)
                    .print("]");
            return;
        }
        int flags = packet.u8(at + 13);
        packet.print("Flags [").print(text(flags)).print("]");
        int sequence = packet.i32(at + 4);
        int acknowledgment = packet.i32(at + 8);
        int sackBase = 0;
        if ((flags & ACK) != 0) {
            TcpConversations.Start start = packet.conversations.find(
                    ip, packet.u16(at), packet.u16(at + 2), sequence, acknowledgment, (flags & SYN) != 0);
            sequence -= start.isNew() ? 0 : start.sequence();
            acknowledgment -= start.isNew() ? 0 : start.acknowledgment();
            sackBase = start.acknowledgment();
        }
        if (headerLength > length) {
            packet.print(" [bad hdr length ")
                    .print(headerLength)
                    .print(" - too long, > ")
                    .print(length)
                    .print("]");
            return;
        }
        printNumbers(flags, sequence, acknowledgment, length - headerLength);
        int options = headerLength - HEADER_LENGTH;
        boolean whole = packet.has(at, length);
        if (options == 0 || new TcpOptionsPrinter(packet, at + HEADER_LENGTH, options, sackBase, whole).print()) {
            packet.print(", length ").print(length - headerLength);
            requirePayload(headerLength);
        }
    }

    /** The printers of payloads come next, and look at the header once more. */
    private void requirePayload(int headerLength) {
        if (length > headerLength && !packet.has(at, headerLength)) {
            packet.print(" [remaining caplen(" + (packet.end() - at) + ") < header length(");
            packet.print(headerLength).print(")]");
            throw new Dissection.Truncated();
        }
    }

    private void printNumbers(int flags, int sequence, int acknowledgment, int payload) {
        if (payload > 0 || (flags & FIN_SYN_RST) != 0) {
            packet.print(", seq ").print(Integer.toUnsignedLong(sequence));
            if (payload > 0) {
                packet.print(":").print(Integer.toUnsignedLong(sequence + payload));
            }
        }
        if ((flags & ACK) != 0) {
            packet.print(", ack ").print(Integer.toUnsignedLong(acknowledgment));
        }
        packet.print(", win " + packet.u16(at + 14));
        if ((flags & URG) != 0) {
            packet.print(", urg " + packet.u16(at + 18));
        }
    }

    private static String text(int flags) {
        StringBuilder text = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            if ((flags >> i & 1) != 0) {
                text.append(FLAGS.charAt(i));
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
