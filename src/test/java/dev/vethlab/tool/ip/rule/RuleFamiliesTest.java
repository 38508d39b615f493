package dev.vethlab.tool.ip.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class RuleFamiliesTest {

    private final LabShell shell = new LabShell();

    @Test
    void everyFamilyHasRulesOfItsOwn() {
        assertThat(shell.out("ip -6 rule")).isEqualTo("0:\tfrom all lookup local\n32766:\tfrom all lookup main\n");
        assertThat(shell.out("ip mrule")).isEqualTo("32767:\tfrom all lookup default\n");
        assertThat(shell.err("ip -0 rule"))
                .isEqualTo("255 RTNETLINK answers: Address family not supported by protocol\nDump terminated\n");
        assertThat(shell.err("ip -M rule add table 5")).isEqualTo("2 Error: Rule family not supported.\n");
    }

    @Test
    void rulesOfIpv6AreAddedAndDeletedWithoutTouchingThoseOfIpv4() {
        assertThat(shell.err("ip -6 rule add iif lo table 7")).isEqualTo("0 ");
        assertThat(shell.out("ip -6 rule show table 7")).isEqualTo("32765:\tfrom all iif lo lookup 7\n");
        assertThat(shell.out("ip rule show table 7")).isEmpty();

        shell.run("ip -6 rule flush");
        assertThat(shell.out("ip -6 rule")).isEqualTo("0:\tfrom all lookup local\n");
        assertThat(shell.out("ip rule").lines()).hasSize(3);
    }

    @Test
    void aPrefixIsOfTheFamilyThatWasAskedFor() {
        assertThat(shell.err("ip -6 rule add from 10.0.0.0/8"))
                .isEqualTo("1 Error: inet6 prefix is expected rather than \"10.0.0.0/8\".\n");
        assertThat(shell.err("ip rule add from fd00::/64 to 10.0.0.1")).isEqualTo("2 Error: Invalid source address.\n");
        assertThat(shell.err("ip rule add from 10.0.0.1 to fd00::/64")).isEqualTo("2 Error: Invalid dst address.\n");
    }

    @Test
    void theFirstVrfAddsItsRuleToEveryFamily() {
        shell.run("ip link add red type vrf table 10");

        assertThat(shell.out("ip -6 rule")).contains("1000:\tfrom all lookup [l3mdev-table]\n");
        assertThat(shell.out("ip mrule")).contains("1000:\tfrom all lookup [l3mdev-table]\n");
    }
}
