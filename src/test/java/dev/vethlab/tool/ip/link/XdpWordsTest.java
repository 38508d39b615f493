package dev.vethlab.tool.ip.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class XdpWordsTest {

    private final LabShell shell = new LabShell("ip link add v0 type veth peer name v1");

    @Test
    void aProgramThatIsNotThereCanBeTakenAway() {
        assertThat(shell.err("ip link set v0 xdp off")).isEqualTo("0 ");
        assertThat(shell.err("ip link set v0 xdpgeneric none")).isEqualTo("0 ");
    }

    @Test
    void noProgramCanBeLoaded() {
        assertThat(shell.err("ip link set v0 xdp obj x.o")).isEqualTo("255 Cannot initialize ELF context!\n");
        assertThat(shell.err("ip link set v0 xdp pinned /x"))
                .isEqualTo("255 Couldn't retrieve pinned program '/x': No such file or directory\n");
    }

    @Test
    void whatFollowsOffMakesItAModeThatThereIsNot() {
        assertThat(shell.err("ip link set v0 xdp off up")).isEqualTo("255 What mode is \"off\"?\n");
        assertThat(shell.err("ip link set v0 xdp of")).isEqualTo("255 What mode is \"of\"?\n");
        assertThat(shell.err("ip link set v0 xdp")).startsWith("255 Command line is not complete.");
    }
}
