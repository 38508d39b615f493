package dev.vethlab.web.ping;

import dev.vethlab.explain.SequenceDiagram;
import dev.vethlab.explain.Story;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import jakarta.validation.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/ping-runs")
class PingRunController {

    @PostMapping
    ResponseEntity<PingRunView> run(Lab lab, ExpectedRevision expected, @Valid @RequestBody PingRequest request)
            throws StaleRevisionException, CommandFailedException {
        PingRun run = lab.change(expected.revision(), session -> {
            Namespaces.inBody(session.kernel(), request.place(), "/namespace");
            return session.ping(request);
        });
        return ResponseEntity.created(URI.create("/api/v1/labs/" + lab.id() + "/ping-runs/" + run.id()))
                .body(PingRunView.of(run));
    }

    @GetMapping
    Map<String, Object> list(Lab lab, Page page) {
        return page.of("pingRuns", lab.pingRuns(), PingRunView::withoutTrace);
    }

    @GetMapping(path = "/{run}", produces = MediaType.APPLICATION_JSON_VALUE)
    PingRunView read(Lab lab, @PathVariable String run) {
        return PingRunView.of(find(lab, run));
    }

    @GetMapping(path = "/{run}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> tell(Lab lab, @PathVariable String run) {
        return text(MediaType.TEXT_PLAIN, Story.text(find(lab, run)));
    }

    @GetMapping(path = "/{run}", produces = MediaType.TEXT_MARKDOWN_VALUE)
    ResponseEntity<byte[]> markdown(Lab lab, @PathVariable String run) {
        return text(MediaType.TEXT_MARKDOWN, Story.markdown(find(lab, run)));
    }

    @GetMapping(path = "/{run}", params = "format")
    ResponseEntity<?> read(Lab lab, @PathVariable String run, @RequestParam String format) {
        return switch (format) {
            case "json" -> ResponseEntity.ok(read(lab, run));
            case "text" -> tell(lab, run);
            case "markdown" -> markdown(lab, run);
            case "mermaid" -> text(MediaType.TEXT_PLAIN, SequenceDiagram.of(find(lab, run)));
            default ->
                throw new ProblemException(
                        ProblemKind.INVALID_REQUEST,
                        "The parameter format must be one of json, text, markdown and mermaid.",
                        List.of(new FieldProblem("/format", "must be one of json, text, markdown and mermaid")));
        };
    }

    private static PingRun find(Lab lab, String run) {
        return lab.pingRun(run)
                .orElseThrow(
                        () -> ProblemException.notFound("ping run", run, "Only the newest runs of a lab are kept."));
    }

    private static ResponseEntity<byte[]> text(MediaType type, String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
