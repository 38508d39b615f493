package dev.vethlab.web.ping;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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

    @GetMapping("/{run}")
    PingRunView read(Lab lab, @PathVariable String run) {
        return PingRunView.of(lab.pingRun(run)
                .orElseThrow(() -> ProblemException.notFound(
                        "ping run", run, "Only the newest runs of a lab are kept.")));
    }
}
