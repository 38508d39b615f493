package dev.vethlab.kernel.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceChainsTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    @BeforeEach
    void joinTwoHosts() {
        accept(
                "ip netns add b",
                "ip link add v0 type veth peer name v1 netns b",
                "ip addr add 10.0.0.1/24 dev v0",
                "ip -n b addr add 10.0.0.2/24 dev v1",
                "ip link set v0 up",
                "ip -n b link set v1 up",
                "nft add table netdev t");
    }

    private void accept(String... lines) {
        for (String line : lines) {
            assertThat(shell.run(line).stderr()).as(line).isEmpty();
        }
    }

    private int ping() {
        return shell.run("ping -c 1 -W 1 10.0.0.2").exitCode();
    }

    @Test
    void whatAChainAtIngressDropsReachesNoProtocol() {
        accept("nft 'add chain netdev t c { type filter hook ingress device v0 priority 0; }'");
        assertThat(ping()).isZero();
        accept("nft add rule netdev t c icmp type echo-reply drop");
        assertThat(ping()).isEqualTo(1);
    }

    @Test
    void theSenderOfWhatAChainAtEgressDropsIsToldThatThereIsNoRoom() {
        accept("nft 'add chain netdev t c { type filter hook egress device v0 priority 0; policy drop; }'");
        assertThat(shell.run("ping -c 1 -W 1 10.0.0.2").stderr()).isEmpty();
        accept("nft flush ruleset");
        assertThat(ping()).isZero();
        accept(
                "nft add table netdev t",
                "nft 'add chain netdev t c { type filter hook egress device v0 priority 0; policy drop; }'");
        assertThat(shell.run("ping -c 1 -W 1 10.0.0.2").stderr())
                .isEqualTo("ping: sendmsg: No buffer space available\n");
    }

    @Test
    void aChainIsAtWhicheverDeviceHasTheName() {
        accept("nft 'add chain netdev t c { type filter hook ingress device v0 priority 0; policy drop; }'");
        assertThat(ping()).isEqualTo(1);
        accept("ip link set v0 down", "ip link set v0 name w0", "ip link set w0 up");
        assertThat(ping()).isZero();
        accept("ip link set w0 down", "ip link set w0 name v0", "ip link set v0 up");
        assertThat(ping()).isEqualTo(1);
    }

    @Test
    void framesAreSentOnAsTheyCame() {
        accept(
                "ip netns add c",
                "ip link add x0 type veth peer name x1 netns c",
                "ip link set x0 up",
                "ip -n c link set x1 up",
                "nft 'add chain netdev t c { type filter hook ingress device v0 priority 0; }'",
                "nft add rule netdev t c ether type arp dup to x0",
                "ip netns exec c nft add table netdev t",
                "ip netns exec c nft 'add chain netdev t c { type filter hook ingress device x1 priority 0; }'",
                "ip netns exec c nft add rule netdev t c arp operation reply counter");
        assertThat(ping()).isZero();
        assertThat(shell.run("ip netns exec c nft list ruleset").stdout()).contains("counter packets 1 bytes 28");
    }

    @Test
    void aFrameThatIsForwardedReachesNobodyElse() {
        accept(
                "ip netns add c",
                "ip link add x0 type veth peer name x1 netns c",
                "ip link set x0 up",
                "ip -n c link set x1 up",
                "nft 'add chain netdev t c { type filter hook ingress device v0 priority 0; }'",
                "nft add rule netdev t c ip protocol icmp fwd to x0");
        assertThat(ping()).isEqualTo(1);
    }
}
