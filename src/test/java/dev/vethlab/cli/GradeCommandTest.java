package dev.vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeCommandTest {

    private static final String RUBRIC = """
            template: exercise-no-forwarding
            checks:
              - id: there
                ping: {namespace: alice, destination: 192.168.20.2, count: 2}
                points: 3
                feedback: Does rt forward?
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void aClassHandsIn() throws IOException {
        write("rubric.yaml", RUBRIC);
        write("ann.sh", "ip netns exec rt sysctl -w net.ipv4.ip_forward=1\n");
        write("bob.sh", "ip link\nip rubbish\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int execute(String input, String... arguments) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Command.named(arguments).orElseThrow().run(arguments, terminal);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whereAllPassTheExitCodeIsZero() {
        assertThat(execute("", "grade", path("rubric.yaml"), path("ann.sh"), path("ann.sh")))
                .isZero();
        assertThat(printed()).contains("ann.sh: passed, 3 of 3 points", "passed  there: 2 of 2 pings were answered");
    }

    @Test
    void whereOneFailsTheExitCodeIsOneAndTheReportSaysWhy() throws IOException {
        assertThat(execute(
                        "",
                        "grade",
                        path("rubric.yaml"),
                        path("ann.sh"),
                        path("bob.sh"),
                        "--junit",
                        path("report.xml")))
                .isEqualTo(1);
        assertThat(printed())
                .contains("bob.sh: failed, 0 of 3 points")
                .contains("forwarding is off on left", "Does rt forward?")
                .contains("note: ");
        assertThat(Files.readString(folder.resolve("report.xml")))
                .contains("<testsuites", "ann.sh", "bob.sh", "<failure")
                .startsWith("<?xml");
    }

    @Test
    void aRubricThatCannotBeUsedIsTheGradersFault() throws IOException {
        write("wrong.yaml", "checks: []\n");

        assertThat(execute("", "grade", path("wrong.yaml"), path("ann.sh"))).isEqualTo(2);
        assertThat(execute("", "grade", path("missing.yaml"), path("ann.sh"))).isEqualTo(2);
        assertThat(execute("", "grade", path("rubric.yaml"))).isEqualTo(2);
        assertThat(execute("", "grade", path("rubric.yaml"), path("ann.sh"), "--loud"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("checks", "usage: grade");
    }

    @Test
    void anExerciseIsNamedAndASubmissionComesIn() {
        assertThat(execute(
                        "ip netns exec rt sysctl -w net.ipv4.ip_forward=1\n", "grade", "exercise-no-forwarding", "-"))
                .isZero();
    }

    @Test
    void aTopologyIsASubmissionAndOneThatIsNoneIsInvalid() throws IOException {
        write("half.yaml", "namespaces: 7\n");
        write("none.json", "{");

        assertThat(execute("", "grade", path("rubric.yaml"), path("half.yaml"), path("none.json")))
                .isEqualTo(1);
        assertThat(printed()).contains("half.yaml: invalid", "none.json: invalid");
    }
}
