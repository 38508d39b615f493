package dev.vethlab.web.diagnosis;

import dev.vethlab.explain.diagnosis.Diagnoses;
import dev.vethlab.explain.diagnosis.DiagnosisQuestion;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.settings.DiagnosisSettings;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DiagnosisController {

    private final DiagnosisSettings settings;

    DiagnosisController(DiagnosisSettings settings) {
        this.settings = settings;
    }

    @PostMapping("/api/v1/labs/{lab}/diagnoses")
    DiagnosisView diagnose(Lab lab, @Valid @RequestBody NewDiagnosis wanted) {
        if (wanted.tcp() != null || wanted.udp() != null) {
            String field = wanted.tcp() != null ? "/tcp" : "/udp";
            throw new ProblemException(
                    ProblemKind.NOT_SIMULATED,
                    "Only pings can be diagnosed. Where no firewall is in the way, what stops a connection stops a ping too:"
                            + " send the ping between the same two addresses. POST .../checks tries connections.",
                    List.of(new FieldProblem(field, "cannot be diagnosed; send a ping")));
        }
        PingRequest ping = wanted.ping();
        if (ping == null) {
            throw ProblemException.invalid("/ping", "must be given: the ping that does not do what it should");
        }
        lab.read(kernel -> Namespaces.inBody(kernel, ping.place(), "/ping/namespace"));
        return DiagnosisView.of(Diagnoses.of(
                lab,
                new DiagnosisQuestion(
                        ping, !"failure".equals(wanted.expect()), Optional.ofNullable(wanted.candidates())),
                settings.limits()));
    }
}
