package dev.vethlab.web.capture;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.tool.tcpdump.CaptureFilter;
import dev.vethlab.web.packet.PacketView;
import dev.vethlab.web.packet.StepView;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The packets of the whole lab in true order, and what the kernel decided about them. */
@RestController
@RequestMapping("/api/v1/labs/{lab}/packets")
class PacketController {

    /**
     * One packet with all there is to know of it.
     *
     * @param frame its bytes, two hexadecimal digits each
     */
    record PacketDetails(PacketView packet, String frame, List<StepView> steps) {}

    @GetMapping
    Map<String, Object> list(
            Lab lab,
            Page page,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "") String filter) {
        List<TracedPacket> packets =
                filter.isBlank() ? lab.packetsAfter(after) : lab.read(kernel -> matching(kernel, after, filter));
        Map<String, Object> answer = page.of("packets", packets, PacketView::new);
        List<TracedPacket> shown = packets.subList(
                Math.min(page.offset(), packets.size()), Math.min(page.offset() + page.size(), packets.size()));
        Set<Long> numbers =
                shown.stream().map(traced -> traced.packet().number()).collect(Collectors.toSet());
        boolean first = page.offset() == 0;
        answer.put(
                "steps",
                lab.stepsAfter(after).stream()
                        .filter(step -> step.packet() == 0 ? first : numbers.contains(step.packet()))
                        .map(StepView::new)
                        .toList());
        return answer;
    }

    @GetMapping("/{packet}")
    PacketDetails read(Lab lab, @PathVariable("packet") long number) {
        TracedPacket found = lab.packetsAfter(number - 1).stream()
                .filter(traced -> traced.packet().number() == number)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "packet", String.valueOf(number), "Only the newest packets of each interface are kept."));
        List<Step> steps = lab.stepsAfter(number - 1);
        return new PacketDetails(
                new PacketView(found),
                HexFormat.of().formatHex(found.packet().frame().encode()),
                steps.stream()
                        .filter(step -> step.packet() == number)
                        .map(StepView::new)
                        .toList());
    }

    private static List<TracedPacket> matching(Kernel kernel, long after, String filter) {
        List<TracedPacket> packets = new ArrayList<>();
        for (Capture capture : kernel.machine().captures().all()) {
            CaptureFilter compiled = CaptureController.compile(kernel, capture, filter);
            for (CapturedPacket packet : CaptureFiles.packets(capture, compiled)) {
                if (packet.number() > after) {
                    packets.add(new TracedPacket(capture.namespace(), capture.device(), packet));
                }
            }
        }
        packets.sort(Comparator.comparingLong(traced -> traced.packet().number()));
        return packets;
    }
}
