package dev.vethlab.tool.ip.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class AddressCommandTest {

    private final LabShell shell = new LabShell("ip link add a0 type veth peer name a1");

    private String addresses() {
        return shell.out("ip -br -4 addr show dev a0")
                .replaceFirst("^\\S+ +\\S+ +", "")
                .strip();
    }

    @Test
    void primariesStandByScopeAndSecondariesBehindThem() {
        shell.run("ip addr add 10.0.0.1/24 dev a0");
        shell.run("ip addr add 10.0.0.2/24 dev a0");
        shell.run("ip addr add 10.0.1.1/24 dev a0");
        shell.run("ip addr add 10.0.2.1/24 scope link dev a0");

        assertThat(addresses()).isEqualTo("10.0.2.1/24 10.0.0.1/24 10.0.1.1/24 10.0.0.2/24");
    }

    @Test
    void aDeletedPrimaryTakesItsSecondariesAlong() {
        shell.run("ip addr add 10.0.0.1/24 dev a0");
        shell.run("ip addr add 10.0.0.2/24 dev a0");
        shell.run("ip addr add 10.0.1.1/24 dev a0");
        shell.run("ip addr del 10.0.0.1/24 dev a0");

        assertThat(addresses()).isEqualTo("10.0.1.1/24");
    }

    @Test
    void withPromotionTheFirstSecondaryTakesThePlaceOfThePrimary() {
        shell.run("sysctl -w net.ipv4.conf.all.promote_secondaries=1");
        for (String address : new String[] {"10.0.0.1", "10.0.0.2", "10.0.1.1", "10.0.0.3"}) {
            shell.run("ip addr add " + address + "/24 dev a0");
        }
        shell.run("ip addr del 10.0.0.1/24 dev a0");

        assertThat(addresses()).isEqualTo("10.0.1.1/24 10.0.0.2/24 10.0.0.3/24");
        assertThat(shell.out("ip -o addr show dev a0 secondary"))
                .contains("10.0.0.3/24")
                .doesNotContain("10.0.0.2/24");
    }

    @Test
    void anAddressIsDeprecatedAndGoesWhenItsTimeIsOver() {
        shell.run("ip addr add 10.0.0.1/24 dev a0 valid_lft 3 preferred_lft 1");
        assertThat(shell.out("ip -o addr show dev a0")).contains("valid_lft 3sec preferred_lft 1sec");

        shell.run("sleep 1.5");
        assertThat(shell.out("ip -o addr show dev a0")).contains("deprecated dynamic a0");

        shell.run("sleep 1.6");
        assertThat(addresses()).isEmpty();
    }

    @Test
    void refusalsAreTheKernelsWords() {
        shell.run("ip addr add 10.0.0.1/24 dev a0");

        assertThat(shell.err("ip addr add 10.0.0.1/24 dev a0")).isEqualTo("2 Error: ipv4: Address already assigned.\n");
        assertThat(shell.err("ip addr add 10.0.0.2/24 scope host dev a0"))
                .isEqualTo("2 Error: ipv4: Invalid scope value.\n");
        assertThat(shell.err("ip addr del 10.0.0.9/24 dev a0")).isEqualTo("2 Error: ipv4: Address not found.\n");
        assertThat(shell.err("ip addr add dev a0")).isEqualTo("2 RTNETLINK answers: Operation not supported\n");
        assertThat(shell.err("ip addr add 10.0.0.300/24 dev a0"))
                .isEqualTo("1 Error: any valid prefix is expected rather than \"10.0.0.300/24\".\n");
    }

    @Test
    void labelsFollowANewName() {
        shell.run("ip addr add 10.0.0.1/24 dev a0");
        shell.run("ip addr add 10.0.1.1/24 label a0:web dev a0");
        shell.run("ip addr add 10.0.2.1/24 dev a0");
        shell.run("ip link set a0 name b");

        assertThat(shell.out("ip -o addr show dev b"))
                .contains("10.0.0.1/24 scope global b\\")
                .contains("10.0.1.1/24 scope global b:web\\")
                .contains("10.0.2.1/24 scope global b:3\\");
    }

    @Test
    void loopbackGetsItsAddressWhenItComesUpAndLosesAllWithATinyMtu() {
        shell.run("ip link set lo up");
        assertThat(shell.out("ip -br addr show lo")).contains("127.0.0.1/8");

        shell.run("ip link set lo mtu 60");
        assertThat(shell.out("ip -br addr show lo")).doesNotContain("127.0.0.1");
        assertThat(shell.err("sysctl net.ipv4.conf.lo.tag")).contains("No such file or directory");
    }
}
