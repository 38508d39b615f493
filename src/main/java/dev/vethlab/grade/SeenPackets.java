package dev.vethlab.grade;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.pcap.Direction;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.tool.tcpdump.CaptureFilter;
import dev.vethlab.tool.tcpdump.FilterException;
import dev.vethlab.tool.tcpdump.FilterSource;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packets in a capture, by a filter of tcpdump. */
final class SeenPackets {

    private static final int SHOWN = 10;

    private SeenPackets() {}

    static Finding look(Kernel kernel, Check.Seen wanted, boolean expected) {
        String namespace = Places.orHost(wanted.namespace());
        Optional<Capture> capture = Places.find(kernel, namespace)
                .flatMap(place -> kernel.machine().captures().find(place.label(), wanted.device()));
        List<String> lines = new ArrayList<>();
        if (capture.isPresent()) {
            try {
                lines.addAll(lines(kernel, namespace, capture.get(), wanted));
            } catch (FilterException unfit) {
                return Finding.failed("the filter is no expression of tcpdump: " + unfit.getMessage());
            }
        }
        int count = lines.size();
        int min = wanted.min() != null ? wanted.min() : wanted.max() != null ? 0 : 1;
        int max = wanted.max() == null ? Integer.MAX_VALUE : wanted.max();
        String filter = wanted.filter() == null ? "" : " for \"" + wanted.filter() + "\"";
        return Finding.of(
                count >= min && count <= max,
                expected,
                count + (count == 1 ? " packet" : " packets") + filter + " on " + namespace + "/" + wanted.device(),
                String.join("\n", lines.subList(0, Math.min(SHOWN, count))));
    }

    private static List<String> lines(Kernel kernel, String namespace, Capture capture, Check.Seen wanted)
            throws FilterException {
        LinkType linkType = capture.ethernet() ? LinkType.ETHERNET : LinkType.RAW;
        CaptureFilter filter = CaptureFilter.compile(
                wanted.filter() == null ? "" : wanted.filter(),
                new FilterSource(linkType, true, netmask(kernel, namespace, wanted.device())));
        List<String> lines = new ArrayList<>();
        for (CapturedPacket packet : capture.packets()) {
            boolean in = packet.direction() == dev.vethlab.kernel.trace.Direction.IN;
            boolean way = wanted.direction() == null || wanted.direction().equals(in ? "in" : "out");
            Payload contents =
                    capture.ethernet() ? packet.frame() : packet.frame().payload();
            if (way && filter.matches(contents, in ? Direction.INBOUND : Direction.OUTBOUND)) {
                lines.add(TcpdumpPrinter.line(packet.frame()));
            }
        }
        return lines;
    }

    /** That of the first address of the interface; 0 where it is gone or has none. */
    private static int netmask(Kernel kernel, String name, String device) {
        Optional<Namespace> namespace = Places.find(kernel, name);
        InDevice inet = namespace
                .flatMap(place -> place.net().devices().byName(device))
                .map(found -> namespace.get().inet().of(found))
                .orElse(null);
        return inet == null || inet.addresses().isEmpty()
                ? 0
                : inet.addresses().get(0).mask();
    }
}
