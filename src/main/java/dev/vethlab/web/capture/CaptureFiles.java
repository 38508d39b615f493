package dev.vethlab.web.capture;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.pcap.Direction;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.tool.pcap.PcapWriter;
import dev.vethlab.tool.pcap.PcapngWriter;
import dev.vethlab.tool.tcpdump.CaptureFilter;
import dev.vethlab.tool.tcpdump.CaptureText;
import dev.vethlab.wire.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Captures as files that other programs read. Virtual time 0 is the epoch. */
final class CaptureFiles {

    private CaptureFiles() {}

    /** One interface as a classic pcap. */
    static byte[] pcap(Kernel kernel, Capture capture, CaptureFilter filter) {
        dev.vethlab.tool.pcap.Capture whole = whole(kernel, capture);
        return PcapWriter.bytes(new dev.vethlab.tool.pcap.Capture(
                whole.name(),
                whole.linkType(),
                whole.packets().stream().filter(filter::matches).toList()));
    }

    /** The whole lab as one pcapng. */
    static byte[] pcapng(Kernel kernel) {
        return PcapngWriter.bytes(kernel.machine().captures().all().stream()
                .map(capture -> whole(kernel, capture))
                .toList());
    }

    /** One interface as the lines of {@code tcpdump -nnt}. */
    static String text(Kernel kernel, Capture capture, CaptureFilter filter) {
        return CaptureText.of(whole(kernel, capture), filter);
    }

    /** The packets that a filter lets pass. */
    static List<CapturedPacket> packets(Capture capture, CaptureFilter filter) {
        return capture.packets().stream()
                .filter(packet -> filter.matches(contents(capture, packet), direction(packet)))
                .toList();
    }

    private static dev.vethlab.tool.pcap.Capture whole(Kernel kernel, Capture capture) {
        return new dev.vethlab.tool.pcap.Capture(
                capture.namespace() + "/" + capture.device(),
                capture.ethernet() ? LinkType.ETHERNET : LinkType.RAW,
                capture.packets().stream()
                        .map(packet -> new dev.vethlab.tool.pcap.CapturedPacket(
                                packet.atNs(), direction(packet), contents(capture, packet), comment(kernel, packet)))
                        .toList());
    }

    private static Payload contents(Capture capture, CapturedPacket packet) {
        return capture.ethernet() ? packet.frame() : packet.frame().payload();
    }

    private static Direction direction(CapturedPacket packet) {
        return packet.direction() == dev.vethlab.kernel.trace.Direction.IN ? Direction.INBOUND : Direction.OUTBOUND;
    }

    private static Optional<String> comment(Kernel kernel, CapturedPacket packet) {
        return kernel.machine().captures().endOf(packet.number()).map(CaptureFiles::words);
    }

    private static String words(CaptureLog.End end) {
        return end.fate().name().toLowerCase(Locale.ROOT)
                + end.reason().map(reason -> " (" + reason + ")").orElse("")
                + " by " + end.function()
                + (end.detail().isEmpty() ? "" : ": " + end.detail());
    }
}
