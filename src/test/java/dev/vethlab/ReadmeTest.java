package dev.vethlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * Replays what the README tells its reader to type, in the shell that the reader has, and compares what is answered with
 * what the README says is answered.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class ReadmeTest {

    private static final Pattern CONSOLE_BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final String SEPARATOR = "\u001e";

    @LocalServerPort
    private int port;

    @Test
    void theAnswersInTheReadmeAreThoseTheServiceGives(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String promised = CONSOLE_BLOCK
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());

        List<String> commands = commandsIn(promised);
        List<String> answers = answersTo(commands, folder.resolve("readme.sh"));

        StringBuilder session = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            session.append("$ ")
                    .append(commands.get(i).replace("\n", "\n> "))
                    .append('\n')
                    .append(answers.get(i));
        }
        assertThat(commands).isNotEmpty();
        assertThat(session).hasToString(promised);
    }

    /** The commands of a console session: a line behind "$ ", and the lines behind "> " that continue it. */
    private static List<String> commandsIn(String session) {
        List<String> commands = new ArrayList<>();
        for (String line : session.split("\n")) {
            if (line.startsWith("$ ")) {
                commands.add(line.substring(2));
            } else if (line.startsWith("> ")) {
                commands.set(commands.size() - 1, commands.get(commands.size() - 1) + "\n" + line.substring(2));
            }
        }
        return commands;
    }

    private List<String> answersTo(List<String> commands, Path script) throws IOException, InterruptedException {
        String printSeparator = "\nprintf '" + SEPARATOR + "'\n";
        String address = "http://localhost:" + port;
        Files.writeString(
                script,
                commands.stream()
                        .map(command -> command.replace("http://localhost:8080", address) + printSeparator)
                        .collect(Collectors.joining()));
        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return List.of(output.split(SEPARATOR, -1));
    }
}
