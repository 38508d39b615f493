package dev.vethlab.web.frame;

import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.tool.tap.FrameEnd;
import dev.vethlab.tool.tap.LabTap;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/namespaces/{namespace}/interfaces/{device}/frames")
class FrameController {

    private static final int MOST_AT_A_TIME = 100;

    /** What a client has for the host, in base64; none to open the device and no more. */
    record NewFrames(
            @NotNull(message = "must be given: a list of frames in base64") @Size(max = MOST_AT_A_TIME)
            List<@NotNull(message = "must be a frame in base64") String> frames) {}

    /**
     * What the host has sent, as clients read it.
     *
     * @param number its place among all since the device was opened
     * @param data in base64: a frame on a tap device, a packet on a tun device
     */
    record FrameView(long number, long atNs, int bytes, String data) {

        static FrameView of(FrameEnd.Frame frame) {
            byte[] data = frame.data().encode();
            return new FrameView(
                    frame.number(),
                    frame.atNs(),
                    data.length,
                    Base64.getEncoder().encodeToString(data));
        }
    }

    @PostMapping
    Map<String, Object> write(
            Lab lab,
            ExpectedRevision expected,
            Page page,
            @PathVariable String namespace,
            @PathVariable String device,
            @Valid @RequestBody NewFrames wanted)
            throws StaleRevisionException, CommandFailedException {
        TapDevices tap = new TapDevices(namespace, device);
        return lab.change(expected.revision(), session -> {
            List<byte[]> frames = decoded(tap.find(session.kernel()), wanted.frames());
            tap.open(session);
            long before = tap.lastFrame(session.kernel());
            if (!frames.isEmpty()) {
                tap.write(session, frames);
            }
            return answer(page, FrameEnd.of(tap.find(session.kernel())), before);
        });
    }

    private static List<byte[]> decoded(TunDevice device, List<String> words) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String pointer = "/frames/" + i;
            byte[] frame;
            try {
                frame = Base64.getDecoder().decode(words.get(i));
            } catch (IllegalArgumentException unreadable) {
                throw ProblemException.invalid(pointer, "must be base64 (RFC 4648, section 4)");
            }
            LabTap.fault(device, frame).ifPresent(fault -> {
                throw ProblemException.invalid(pointer, fault);
            });
            frames.add(frame);
        }
        return frames;
    }

    @GetMapping
    Map<String, Object> read(
            Lab lab,
            Page page,
            @PathVariable String namespace,
            @PathVariable String device,
            @RequestParam(defaultValue = "0") long after) {
        TapDevices tap = new TapDevices(namespace, device);
        return lab.read(kernel -> answer(page, FrameEnd.of(tap.find(kernel)), after));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Lab lab, ExpectedRevision expected, @PathVariable String namespace, @PathVariable String device)
            throws StaleRevisionException, CommandFailedException {
        TapDevices tap = new TapDevices(namespace, device);
        lab.change(expected.revision(), session -> {
            tap.close(session);
            return lab;
        });
    }

    private static Map<String, Object> answer(Page page, Optional<FrameEnd> end, long after) {
        Map<String, Object> answer =
                page.of("frames", end.map(open -> open.after(after)).orElse(List.of()), FrameView::of);
        answer.put("open", end.isPresent());
        answer.put("last", end.map(FrameEnd::last).orElse(0L));
        return answer;
    }
}
