package dev.vethlab.web.capture;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.tool.tcpdump.CaptureFilter;
import dev.vethlab.tool.tcpdump.FilterException;
import dev.vethlab.tool.tcpdump.FilterSource;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.packet.PacketView;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/captures")
class CaptureController {

    /** A capture in the list of captures. */
    record CaptureView(
            String namespace, @JsonProperty("interface") String device, int packets, long dropped) {

        static CaptureView of(Capture capture) {
            return new CaptureView(capture.namespace(), capture.device(), capture.size(), capture.dropped());
        }
    }

    @GetMapping
    ResponseEntity<Object> list(
            Lab lab,
            Page page,
            @RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            @RequestParam(defaultValue = "") String format) {
        CaptureFormat chosen = CaptureFormat.choose(format, accept, CaptureFormat.WHOLE_LAB);
        if (chosen == CaptureFormat.PCAPNG) {
            byte[] file = lab.read(kernel -> CaptureFiles.pcapng(kernel));
            return ResponseEntity.ok()
                    .contentType(chosen.mediaType())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lab.pcapng\"")
                    .body(file);
        }
        List<CaptureView> captures =
                lab.read(kernel -> seen(kernel).stream().map(CaptureView::of).toList());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(page.of("captures", captures, view -> view));
    }

    @GetMapping("/{namespace}/{device}")
    ResponseEntity<Object> read(
            Lab lab,
            Page page,
            @PathVariable String namespace,
            @PathVariable String device,
            @RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "") String filter) {
        CaptureFormat chosen = CaptureFormat.choose(format, accept, CaptureFormat.ONE_INTERFACE);
        Object body = lab.read(kernel -> {
            Capture capture = find(kernel, namespace, device);
            CaptureFilter packets = compile(kernel, capture, filter);
            return switch (chosen) {
                case PCAP -> CaptureFiles.pcap(kernel, capture, packets);
                case TEXT -> CaptureFiles.text(kernel, capture, packets).getBytes(StandardCharsets.UTF_8);
                default ->
                    page.of(
                            "packets",
                            CaptureFiles.packets(capture, packets),
                            packet -> new PacketView(new TracedPacket(namespace, device, packet)));
            };
        });
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(chosen.mediaType());
        if (chosen == CaptureFormat.PCAP) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(namespace + "-" + device + ".pcap", StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return answer.body(body);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(Lab lab, ExpectedRevision expected) throws StaleRevisionException, CommandFailedException {
        lab.change(expected.revision(), session -> {
            session.clearCaptures();
            return true;
        });
    }

    /** A filter as it sees what is captured on an interface now. */
    static CaptureFilter compile(Kernel kernel, Capture capture, String filter) {
        LinkType linkType = capture.ethernet() ? LinkType.ETHERNET : LinkType.RAW;
        try {
            return CaptureFilter.compile(filter, new FilterSource(linkType, true, netmask(kernel, capture)));
        } catch (FilterException unfit) {
            String detail = String.valueOf(unfit.getMessage());
            throw new ProblemException(
                    ProblemKind.INVALID_REQUEST,
                    "The parameter filter must be an expression of tcpdump, such as \"icmp or arp\": " + detail,
                    List.of(new FieldProblem("/filter", detail)));
        }
    }

    /** The netmask of the first address of the interface; 0 where it is gone or has none. */
    private static int netmask(Kernel kernel, Capture capture) {
        for (Namespace namespace : kernel.all()) {
            if (namespace.label().equals(capture.namespace())) {
                NetDevice device =
                        namespace.net().devices().byName(capture.device()).orElse(null);
                InDevice inet = device == null ? null : namespace.inet().of(device);
                if (inet != null && !inet.addresses().isEmpty()) {
                    return inet.addresses().get(0).mask();
                }
            }
        }
        return 0;
    }

    private static List<Capture> seen(Kernel kernel) {
        return kernel.machine().captures().all();
    }

    private static Capture find(Kernel kernel, String namespace, String device) {
        return kernel.machine()
                .captures()
                .find(namespace, device)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "No interface \"" + device + "\" has been in the namespace \"" + namespace
                                + "\" of this lab. GET .../captures lists those that have."));
    }
}
