package dev.vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void onlyCommandsAreCommands() {
        assertThat(Command.named("verify", "x.lab")).contains(Command.VERIFY);
        assertThat(Command.named("run", "-")).contains(Command.RUN);
        assertThat(Command.named("--server.port=1")).isEmpty();
        assertThat(Command.named()).isEmpty();
    }

    @Test
    void aScriptPrintsWhatItsCommandsPrint() {
        int exitCode = execute("ip netns add red\nip netns\nip link show red\n", "run", "-");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("red\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Device \"red\" does not exist.\n");
    }

    @Test
    void aScriptThatCannotBeReadIsRefused() {
        int exitCode = execute("ip link\nreboot\n", "run", "-");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("-: line 2: reboot is not simulated: reboot\n");
    }

    @Test
    void wrongOptionsAreAnsweredWithTheRightOnes() {
        assertThat(execute("", "verify")).isEqualTo(2);
        assertThat(execute("", "verify", "--random", "x")).isEqualTo(2);
        assertThat(execute("", "verify", "x.lab", "--random", "3")).isEqualTo(2);
        assertThat(execute("", "verify", "--quick")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("verify --random N [--seed S]");
    }

    private int execute(String input, String... arguments) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Command.named(arguments).orElseThrow().run(arguments, terminal);
    }
}
