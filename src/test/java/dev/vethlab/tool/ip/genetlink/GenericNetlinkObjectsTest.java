package dev.vethlab.tool.ip.genetlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericNetlinkObjectsTest {

    private final LabShell shell = new LabShell();

    @ParameterizedTest
    @ValueSource(strings = {"l2tp", "fou", "ila", "macsec"})
    void theKernelIsAskedForAFamilyThatItLacksWhateverIsWanted(String object) {
        assertThat(shell.err("ip " + object + " show"))
                .isEqualTo("1 RTNETLINK answers: No such file or directory\nError talking to the kernel\n");
        assertThat(shell.err("ip " + object + " help")).startsWith("255 Usage: ip " + object + " add ");
    }

    @Test
    void segmentRoutingHasNoSourceAndNoKeys() {
        assertThat(shell.out("ip sr tunsrc show")).isEqualTo("tunsrc addr ::\n");
        assertThat(shell.out("ip -j sr tunsrc show")).isEqualTo("[{\"tunsrc\":\"::\"}]\n");
        assertThat(shell.out("ip sr hmac show")).isEmpty();
        assertThat(shell.err("ip sr foo")).isEqualTo("255 Error: argument \"foo\" is wrong: unknown\n");
        assertThat(shell.err("ip sr tunsrc set x"))
                .isEqualTo("1 Error: inet6 address is expected rather than \"x\".\n");
        assertThat(shell.err("ip sr tunsrc set fd00::1")).isEqualTo("1 ip sr tunsrc set is not simulated\n");
    }

    @Test
    void multipathTcpIsAsANamespaceBeginsWithIt() {
        assertThat(shell.out("ip mptcp limits")).isEqualTo("add_addr_accepted 0 subflows 2 \n");
        assertThat(shell.out("ip mptcp endpoint")).isEmpty();
        assertThat(shell.err("ip mptcp show")).isEqualTo("255 Command \"show\" is unknown, try \"ip mptcp help\".\n");
        assertThat(shell.err("ip mptcp limits set subflows 3")).isEqualTo("1 ip mptcp limits set is not simulated\n");
    }

    @Test
    void nothingIsMeasuredInsideOfPackets() {
        assertThat(shell.out("ip -j ioam namespace show")).isEqualTo("[]\n");
        assertThat(shell.err("ip ioam show")).isEqualTo("255 Error: argument \"show\" is wrong: Unknown\n");
        assertThat(shell.err("ip ioam schema")).startsWith("255 Command line is not complete.");
    }
}
