package dev.vethlab.tool.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

    private final LabShell shell = new LabShell();

    @Test
    void quotesAndBackslashesAreTakenAway() {
        assertThat(shell.out("echo \"a\\\"b\\$c\\\\d\\e\" 'x\\y' a\\ b # rest")).isEqualTo("a\"b$c\\d\\e x\\y a b\n");
        assertThat(shell.out("echo a#b ''")).isEqualTo("a#b \n");
    }

    @Test
    void aRedirectionIsOpenedByTheShellInItsOwnNamespace() {
        shell.run("ip netns add box");
        shell.run("ip netns exec box echo 1 > /proc/sys/net/ipv4/ip_forward");

        assertThat(shell.out("cat /proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");
        assertThat(shell.out("ip netns exec box cat /proc/sys/net/ipv4/ip_forward"))
                .isEqualTo("0\n");
    }

    @Test
    void aFileThatIsMissingOrCannotBeWrittenStopsTheCommand() {
        assertThat(shell.err("echo 1 > /proc/sys/net/ipv4/nosuch"))
                .isEqualTo("1 /bin/bash: line 1: /proc/sys/net/ipv4/nosuch: No such file or directory\n");
        assertThat(shell.err("echo 1 > /proc/sys/net/ipv4/conf"))
                .isEqualTo("1 /bin/bash: line 1: /proc/sys/net/ipv4/conf: Is a directory\n");
        assertThat(shell.err("echo 1 > /proc/sys/net/ipv4/conf/all/mc_forwarding"))
                .isEqualTo("1 /bin/bash: line 1: /proc/sys/net/ipv4/conf/all/mc_forwarding: Permission denied\n");
    }

    @Test
    void whatTheKernelDoesNotTakeIsAWriteError() {
        assertThat(shell.err("echo yes > /proc/sys/net/ipv4/ip_forward"))
                .isEqualTo("1 /bin/bash: line 1: echo: write error: Invalid argument\n");
    }

    @Test
    void outputCanBeThrownAwayAndStreamsJoined() {
        assertThat(shell.out("echo x >/dev/null")).isEmpty();
        assertThat(shell.out("cat /nofile 2>&1")).isEqualTo("cat: /nofile: No such file or directory\n");
        assertThat(shell.err("cat /nofile 2>/dev/null")).isEqualTo("1 ");
        assertThat(shell.out("cat < /proc/sys/net/ipv4/ip_default_ttl")).isEqualTo("64\n");
    }

    @Test
    void anUnknownProgramIsNotFound() {
        assertThat(shell.err("nosuch -x")).isEqualTo("127 nosuch: command not found\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo a |& cat",
                "echo a; echo b",
                "sleep 1 & echo b",
                "echo a && echo b",
                "echo a || echo b",
                "echo $HOME",
                "echo `id`",
                "(echo a)",
                "echo {a,b}",
                "echo \"open",
                "echo a >",
                "cat << EOF"
            })
    void whatIsNotSimulatedIsRefusedAndNothingIsRun(String line) {
        Shell.Result result = shell.run(line);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("/bin/bash: -c: line 1: ");
    }
}
