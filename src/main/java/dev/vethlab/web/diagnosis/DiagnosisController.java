package dev.vethlab.web.diagnosis;

import dev.vethlab.explain.diagnosis.Diagnoses;
import dev.vethlab.explain.diagnosis.DiagnosisQuestion;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.Probe;
import dev.vethlab.web.namespace.Namespaces;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.settings.DiagnosisSettings;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
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
        Map<String, Probe> probes = wanted.probes();
        if (probes.size() != 1) {
            throw ProblemException.invalid(
                    probes.isEmpty()
                            ? "/ping"
                            : "/" + List.copyOf(probes.keySet()).get(1),
                    "exactly one of ping, tcp and udp must be given: what does not do what it should");
        }
        String field = probes.keySet().iterator().next();
        Probe probe = probes.values().iterator().next();
        lab.read(kernel -> Namespaces.inBody(kernel, probe.place(), "/" + field + "/namespace"));
        return DiagnosisView.of(Diagnoses.of(
                lab,
                new DiagnosisQuestion(
                        probe, !"failure".equals(wanted.expect()), Optional.ofNullable(wanted.candidates())),
                settings.limits()));
    }
}
