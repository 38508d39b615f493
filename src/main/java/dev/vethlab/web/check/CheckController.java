package dev.vethlab.web.check;

import dev.vethlab.grade.Check;
import dev.vethlab.grade.Checks;
import dev.vethlab.grade.InvalidRubricException;
import dev.vethlab.grade.JunitXml;
import dev.vethlab.grade.Report;
import dev.vethlab.lab.Lab;
import dev.vethlab.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/checks")
class CheckController {

    private static final String JUNIT = "application/junit+xml";

    /** What a client wants to have checked. */
    record NewChecks(@NotEmpty @Size(max = 500) List<@Valid @NotNull Check> checks) {}

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Report check(Lab lab, @Valid @RequestBody NewChecks wanted) {
        try {
            return Checks.of(lab, wanted.checks());
        } catch (InvalidRubricException unfit) {
            throw ProblemException.invalid(unfit.pointer(), String.valueOf(unfit.getMessage()));
        }
    }

    @PostMapping(produces = JUNIT)
    byte[] junit(Lab lab, @Valid @RequestBody NewChecks wanted) {
        return JunitXml.of(Map.of(lab.settings().name(), check(lab, wanted))).getBytes(StandardCharsets.UTF_8);
    }
}
