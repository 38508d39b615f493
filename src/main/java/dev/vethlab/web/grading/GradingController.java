package dev.vethlab.web.grading;

import dev.vethlab.grade.Batch;
import dev.vethlab.grade.Documents;
import dev.vethlab.grade.Grader;
import dev.vethlab.grade.InvalidRubricException;
import dev.vethlab.grade.JunitXml;
import dev.vethlab.grade.Report;
import dev.vethlab.grade.Rubric;
import dev.vethlab.grade.Submission;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.settings.GradingSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/gradings")
class GradingController {

    private static final String JUNIT = "application/junit+xml";
    private static final String NDJSON = "application/x-ndjson";

    private final Catalogue catalogue;
    private final GradingSettings settings;
    private final GradingWorkers workers;
    private final Documents documents = new Documents();

    GradingController(Catalogue catalogue, GradingSettings settings, GradingWorkers workers) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.workers = workers;
    }

    /** What a client wants to have graded. */
    record NewGrading(
            @NotNull @Valid Rubric rubric, @NotNull @Valid Submission submission) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Report grade(@Valid @RequestBody NewGrading wanted) {
        return grader(wanted.rubric()).grade(wanted.submission());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = JUNIT)
    byte[] junit(@Valid @RequestBody NewGrading wanted) {
        return JunitXml.of(Map.of("submission", grade(wanted))).getBytes(StandardCharsets.UTF_8);
    }

    /** Grades a class: reads lines as they come, and writes each answer when it is ready. */
    @PostMapping(path = "/batch", consumes = NDJSON, produces = NDJSON)
    void batch(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        Lines lines = new Lines(request.getInputStream());
        Grader grader = head(lines);
        response.setContentType(NDJSON);
        OutputStream out = response.getOutputStream();
        new Batch(grader, documents, workers.pool()).run(lines, line -> {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            out.flush();
        });
    }

    private Grader head(Lines lines) {
        String first = lines.first();
        try {
            return grader(documents.json(first, Batch.Head.class).rubric());
        } catch (InvalidRubricException unfit) {
            throw ProblemException.invalid(
                    unfit.pointer(), "line 1, which must be {\"rubric\":{...}}: " + unfit.getMessage());
        }
    }

    private Grader grader(Rubric rubric) {
        try {
            return new Grader(rubric, catalogue, settings.limits());
        } catch (InvalidRubricException unfit) {
            throw ProblemException.invalid("/rubric" + unfit.pointer(), String.valueOf(unfit.getMessage()));
        }
    }
}
