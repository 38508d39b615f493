package dev.vethlab.web.command;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.lab.ExpectedRevision;
import dev.vethlab.web.settings.LimitSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/labs/{lab}/commands")
class CommandController {

    private static final String EXIT_CODE = "Exit-Code";
    private static final String SHELL_SCRIPT = "text/x-shellscript";

    private final LimitSettings limits;

    CommandController(LimitSettings limits) {
        this.limits = limits;
    }

    /** What a client says when it runs commands. */
    record NewScript(
            @NotNull(message = "must be given, as text") String script) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CommandAnswer.ResultsView> run(
            Lab lab,
            ExpectedRevision expected,
            @Valid @RequestBody NewScript script,
            @RequestParam(defaultValue = "false") boolean trace)
            throws StaleRevisionException, CommandFailedException {
        return json(run(lab, expected, script.script(), trace));
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CommandAnswer.ResultsView> run(
            Lab lab,
            ExpectedRevision expected,
            @RequestBody byte[] script,
            @RequestParam(defaultValue = "false") boolean trace)
            throws StaleRevisionException, CommandFailedException {
        return json(run(lab, expected, Script.text(script), trace));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> print(
            Lab lab,
            ExpectedRevision expected,
            @Valid @RequestBody NewScript script,
            @RequestParam(defaultValue = "false") boolean trace)
            throws StaleRevisionException, CommandFailedException {
        return text(run(lab, expected, script.script(), trace));
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> print(
            Lab lab,
            ExpectedRevision expected,
            @RequestBody byte[] script,
            @RequestParam(defaultValue = "false") boolean trace)
            throws StaleRevisionException, CommandFailedException {
        return text(run(lab, expected, Script.text(script), trace));
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = SHELL_SCRIPT)
    ResponseEntity<byte[]> shell(
            Lab lab,
            ExpectedRevision expected,
            @RequestBody byte[] script,
            @RequestParam(defaultValue = "false") boolean trace)
            throws StaleRevisionException, CommandFailedException {
        List<CommandResult> results = run(lab, expected, Script.text(script), trace);
        return answer(SHELL_SCRIPT, CommandAnswer.shell(results), results);
    }

    private List<CommandResult> run(Lab lab, ExpectedRevision expected, String script, boolean trace)
            throws StaleRevisionException, CommandFailedException {
        List<String> lines = Script.lines(script, limits.scriptLines());
        return lab.change(expected.revision(), session -> {
            if (trace) {
                session.trace();
            }
            List<CommandResult> results = new ArrayList<>();
            for (String line : lines) {
                results.add(session.run(line));
            }
            return results;
        });
    }

    private static ResponseEntity<CommandAnswer.ResultsView> json(List<CommandResult> results) {
        return ResponseEntity.ok()
                .header(EXIT_CODE, String.valueOf(CommandAnswer.exitCode(results)))
                .body(CommandAnswer.ResultsView.of(results));
    }

    private static ResponseEntity<byte[]> text(List<CommandResult> results) {
        return answer(MediaType.TEXT_PLAIN_VALUE, CommandAnswer.text(results), results);
    }

    private static ResponseEntity<byte[]> answer(String mediaType, String body, List<CommandResult> results) {
        return ResponseEntity.ok()
                .header(EXIT_CODE, String.valueOf(CommandAnswer.exitCode(results)))
                .contentType(new MediaType(MediaType.parseMediaType(mediaType), StandardCharsets.UTF_8))
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
