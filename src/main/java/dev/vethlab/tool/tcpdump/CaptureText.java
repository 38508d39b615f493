package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.pcap.Capture;
import dev.vethlab.tool.pcap.CapturedPacket;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.print.TcpdumpPrinter;

/** A whole capture as {@code tcpdump -nnt} prints it, a line or more for each packet. */
public final class CaptureText {

    private CaptureText() {}

    /** All packets. */
    public static String of(Capture capture) {
        TcpdumpPrinter printer = new TcpdumpPrinter();
        StringBuilder text = new StringBuilder(80 * capture.packets().size());
        for (CapturedPacket packet : capture.packets()) {
            text.append(line(printer, capture.linkType(), packet)).append('\n');
        }
        return text.toString();
    }

    /** The packets that a filter lets pass. */
    public static String of(Capture capture, CaptureFilter filter) {
        TcpdumpPrinter printer = new TcpdumpPrinter();
        StringBuilder text = new StringBuilder();
        for (CapturedPacket packet : capture.packets()) {
            if (filter.matches(packet)) {
                text.append(line(printer, capture.linkType(), packet)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(TcpdumpPrinter printer, LinkType linkType, CapturedPacket packet) {
        Bytes bytes = Bytes.of(packet.frame().encode());
        return linkType == LinkType.ETHERNET ? printer.printEthernet(bytes) : printer.printRaw(bytes);
    }
}
