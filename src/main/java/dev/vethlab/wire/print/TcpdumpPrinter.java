package dev.vethlab.wire.print;

import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;

/**
 * One run of {@code tcpdump -nnt}, 4.99.3: packet by packet the text that it prints. A run remembers the TCP conversations
 * it has seen, because it prints sequence numbers relative to their start. Not for use by several threads.
 */
public final class TcpdumpPrinter {

    private final TcpConversations conversations = new TcpConversations();

    /** One frame by itself, as the first of a run. */
    public static String line(EthernetFrame frame) {
        return new TcpdumpPrinter().print(frame);
    }

    /** The text of a frame: one line, or more where tcpdump adds a dump of what it does not know; no final newline. */
    public String print(EthernetFrame frame) {
        return printEthernet(Bytes.of(frame.encode()));
    }

    /** The text of the bytes of a frame (link type 1). */
    public String printEthernet(Bytes frame) {
        Dissection packet = new Dissection(frame, conversations);
        try {
            EthernetPrinter.print(packet, 0, frame.length());
        } catch (Dissection.Truncated truncated) {
            packet.printTruncated();
        }
        return packet.out.toString();
    }

    /** The text of an IP packet without a link layer header (link type 101). */
    public String printRaw(Bytes ip) {
        Dissection packet = new Dissection(ip, conversations);
        packet.protocol = "raw";
        try {
            printIp(packet, ip.length());
        } catch (Dissection.Truncated truncated) {
            packet.printTruncated();
        }
        return packet.out.toString();
    }

    private static void printIp(Dissection packet, int length) {
        packet.protocol = "ipn";
        int version = packet.u8(0) >> 4;
        if (version == 4) {
            Ipv4Printer.print(packet, 0, length);
        } else if (version == 6) {
            Ipv6Printer.print(packet, 0, length);
        } else {
            packet.print("unknown ip ").print(version);
        }
    }
}
