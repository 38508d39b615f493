package dev.vethlab.tool.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptLinesTest {

    @Test
    void aLineIsACommandAndBlankLinesAndCommentsAreNone() {
        assertThat(ScriptLines.of("# title\n\nip link\r\n  # more\n  ip addr # shown\n"))
                .containsExactly("ip link", "  ip addr # shown");
    }

    @Test
    void anOpenQuoteOrABackslashGoesOnBelow() {
        assertThat(ScriptLines.of("nft 'add table t\n# no comment\n' ; echo a\\\n b\necho it\\'s\necho 'a' # it's"))
                .containsExactly("nft 'add table t\n# no comment\n' ; echo a\\\n b", "echo it\\'s", "echo 'a' # it's");
    }

    @Test
    void aHereDocumentBelongsToItsLine() {
        assertThat(ScriptLines.of("nft -f - <<EOF && cat <<'X'\ntable ip t {\n}\nEOF\nit's\nX\nip link"))
                .containsExactly("nft -f - <<EOF && cat <<'X'\ntable ip t {\n}\nEOF\nit's\nX", "ip link");
        assertThat(ScriptLines.of("cat <<-E\n\t'\n\tE\necho <<< a\nip link"))
                .containsExactly("cat <<-E\n\t'\n\tE", "echo <<< a", "ip link");
    }

    @Test
    void theCommandsOfALineAreFoundWhereverTheyStand() {
        assertThat(
                        CommandWords.of(
                                "true && ip netns exec a bash -c 'sys\"ctl\" -w x=1 | cat; arp\\ing b' || echo \"c d\" > /dev/null"))
                .containsExactly(
                        List.of("true"),
                        List.of("sysctl", "-w", "x=1"),
                        List.of("cat"),
                        List.of("arping", "b"),
                        List.of("echo", "c d"));
        assertThat(CommandWords.of("echo 'open")).isEmpty();
    }
}
