package dev.vethlab.web.grading;

import dev.vethlab.grade.Rubric;
import dev.vethlab.grade.Rubrics;
import dev.vethlab.web.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The rubrics of the catalogue's exercises, and what a rubric looks like. */
@RestController
class RubricController {

    private final Rubrics rubrics = Rubrics.load();

    @GetMapping("/api/v1/topologies/{topology}/rubric")
    Rubric read(@PathVariable String topology) {
        return rubrics.find(topology)
                .orElseThrow(() -> ProblemException.notFound(
                        "rubric of a topology",
                        topology,
                        "GET /api/v1/topologies lists the catalogue; its exercises have rubrics."));
    }

    @GetMapping(
            path = "/api/v1/gradings/rubric-schema",
            produces = {"application/schema+json", "application/json"})
    String schema() {
        return Rubrics.schema();
    }
}
