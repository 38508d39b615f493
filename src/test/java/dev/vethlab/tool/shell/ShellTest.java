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
                "echo a ;; echo b",
                "echo a || ",
                "; echo a",
                "echo a && | cat",
                "true && sleep 1 &",
                "for i in 1 2; do echo a; done",
                "NAME=value",
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

    @Test
    void aListRunsOnAsItsOperatorsSay() {
        assertThat(shell.out("echo a; echo b ;echo c")).isEqualTo("a\nb\nc\n");
        assertThat(shell.out("true && echo yes || echo no")).isEqualTo("yes\n");
        assertThat(shell.out("false && echo yes || echo no")).isEqualTo("no\n");
        assertThat(shell.run("echo a; false").exitCode()).isEqualTo(1);
        assertThat(shell.out("nc -l -p 9 & echo 'a;b' a\\;b")).isEqualTo("a;b a;b\n");
    }

    @Test
    void standardInputCanStandInTheLine() {
        assertThat(shell.out("cat <<< 'one two'")).isEqualTo("one two\n");
        assertThat(shell.out("cat <<END && echo after\na \\$b\n\tEND\nEND\necho next"))
                .isEqualTo("a $b\n\tEND\nafter\nnext\n");
        assertThat(shell.out("cat <<-'END'\n\t$a `b`\n\tEND")).isEqualTo("$a `b`\n");
        assertThat(shell.out("nft -f - <<'N'; nft list tables\ntable ip t {\n}\nN\n"))
                .isEqualTo("table ip t\n");
    }

    @Test
    void escapesOfCAreReadBetweenDollarAndQuote() {
        assertThat(shell.out("echo $'a\\tb\\n\\'c\\x41\\101\\q'")).isEqualTo("a\tb\n'cAA\\q\n");
    }

    @Test
    void aShellInANamespaceRunsItsLineThere() {
        shell.run("ip netns add box");

        assertThat(shell.out("ip netns exec box bash -c 'ip link set lo up; ip -br link' ; ip -br link"))
                .isEqualTo("""
                    lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>\s
                    lo               DOWN           00:00:00:00:00:00 <LOOPBACK>\s
                    """);
        assertThat(shell.run("sh -c 'exit_not_known || false'").exitCode()).isEqualTo(1);
        assertThat(shell.out("echo hello | bash -c cat")).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout 1 ", "ip netns exec box ", "env "})
    void programsThatRunProgramsEndSomewhere(String wrapper) {
        shell.run("ip netns add box");

        assertThat(shell.out(wrapper.repeat(3) + "echo here")).isEqualTo("here\n");
        assertThat(shell.err(wrapper.repeat(3_000) + "true")).contains("fork: retry: Resource temporarily unavailable");
    }
}
