package dev.vethlab.tool.ip.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class XfrmCommandTest {

    private final LabShell shell = new LabShell();

    @Test
    void thereAreNoStatesAndNoPolicies() {
        assertThat(shell.err("ip xfrm state")).isEqualTo("0 ");
        assertThat(shell.err("ip xfrm policy flush")).isEqualTo("0 ");
        assertThat(shell.out("ip xfrm state count")).isEqualTo("\t SAD count 0\n");
        assertThat(shell.out("ip -s xfrm policy count"))
                .isEqualTo("\t SPD IN  0 OUT 0 FWD 0 (Sock: IN 0 OUT 0 FWD 0)\n");
    }

    @Test
    void whatWouldMakeOneIsRefusedByName() {
        assertThat(shell.err("ip xfrm state add src 10.0.0.1")).isEqualTo("1 ip xfrm state add is not simulated\n");
        assertThat(shell.err("ip xfrm policy foo"))
                .isEqualTo("255 Command \"foo\" is unknown, try \"ip xfrm policy help\".\n");
        assertThat(shell.err("ip xfrm foo")).startsWith("255 Usage: ip xfrm XFRM-OBJECT");
    }
}
