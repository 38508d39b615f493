package dev.vethlab.web.topology;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.export.Containerlab;
import dev.vethlab.lab.export.Dot;
import dev.vethlab.lab.export.Mermaid;
import dev.vethlab.lab.export.ShellScript;
import dev.vethlab.lab.topology.TopologyReader;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class ExportController {

    private static final List<String> FORMATS = List.of("shell", "json", "yaml", "mermaid", "dot", "containerlab");

    private final JsonMapper json;
    private final YamlDocuments yaml;

    ExportController(JsonMapper json, YamlDocuments yaml) {
        this.json = json;
        this.yaml = yaml;
    }

    @GetMapping("/api/v1/labs/{lab}/export")
    ResponseEntity<byte[]> export(Lab lab, @RequestParam(defaultValue = "shell") String format) {
        return switch (format) {
            case "shell" -> answer("text/x-shellscript", ShellScript.of(lab.settings(), lab.effectiveJournal()));
            case "json" -> answer("application/json", json.writeValueAsString(TopologyReader.read(lab)));
            case "yaml" -> answer("application/yaml", yaml.write(TopologyReader.read(lab)));
            case "mermaid" -> answer("text/plain", Mermaid.of(TopologyReader.read(lab)));
            case "dot" -> answer("text/plain", Dot.of(TopologyReader.read(lab)));
            case "containerlab" ->
                answer("text/plain", Containerlab.of(lab.settings().name(), TopologyReader.read(lab)));
            default ->
                throw new ProblemException(
                        ProblemKind.INVALID_REQUEST,
                        "The parameter format must be one of " + FORMATS + ".",
                        List.of(new FieldProblem("/format", "must be one of " + FORMATS)));
        };
    }

    private static ResponseEntity<byte[]> answer(String mediaType, String text) {
        MediaType plain = MediaType.parseMediaType(mediaType);
        return ResponseEntity.ok()
                .contentType(plain.getType().equals("text") ? new MediaType(plain, StandardCharsets.UTF_8) : plain)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
