package dev.vethlab.tool.ip.vrf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class VrfCommandTest {

    private final LabShell shell = new LabShell();

    @Test
    void aProgramIsNotRunInAVrfThatThereIsNot() {
        assertThat(shell.err("ip vrf exec x true")).isEqualTo("255 Invalid VRF name\n");
    }

    @Test
    void aProcessIsNamedByItsNumber() {
        assertThat(shell.err("ip vrf identify 1")).isEqualTo("0 ");
        assertThat(shell.err("ip vrf identify x")).isEqualTo("255 Error: argument \"x\" is wrong: Invalid pid\n\n");
        assertThat(shell.err("ip vrf identify 99999"))
                .isEqualTo("1 Failed to lookup vrf association: No such file or directory\n");
    }
}
