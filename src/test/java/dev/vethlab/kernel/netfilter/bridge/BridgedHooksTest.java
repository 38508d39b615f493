package dev.vethlab.kernel.netfilter.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of packets between two stations of a bridge whose host has rules for IPv4. */
class BridgedHooksTest {

    private static final String PING = "ip netns exec a ping -c 1 -W 1 ";

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    @BeforeEach
    void buildABridgeWithTwoStations() {
        run("ip link set lo up");
        run("ip link add br0 type bridge");
        station("a", "pa", "10.9.0.2");
        station("b", "pb", "10.9.0.3");
        run("ip link set br0 up");
        run("ip addr add 10.9.0.1/24 dev br0");
    }

    private void station(String name, String port, String address) {
        run("ip netns add " + name);
        run("ip link add " + port + " type veth peer name eth0 netns " + name);
        run("ip link set " + port + " master br0 up");
        run("ip -n " + name + " link set eth0 up");
        run("ip -n " + name + " addr add " + address + "/24 dev eth0");
    }

    private String run(String line) {
        Shell.Result result = shell.run(line);
        return result.stdout() + result.stderr();
    }

    @Test
    void forwardRulesDropWhatIsBridgedUntilTheSettingIsOff() {
        run("iptables -P FORWARD DROP");
        assertThat(run(PING + "10.9.0.3")).contains("100% packet loss");
        run("sysctl -w net.bridge.bridge-nf-call-iptables=0");
        assertThat(run(PING + "10.9.0.3")).contains(" 0% packet loss");
    }

    @Test
    void aBridgeMayAskForTheFiltersByItself() {
        run("sysctl -w net.bridge.bridge-nf-call-iptables=0");
        run("iptables -P FORWARD DROP");
        run("ip link set br0 type bridge nf_call_iptables 1");
        assertThat(run(PING + "10.9.0.3")).contains("100% packet loss");
    }

    @Test
    void arpPassesWhenIpDoesNot() {
        run("iptables -P FORWARD DROP");
        run(PING + "10.9.0.3");
        assertThat(run("ip -n a neigh")).contains("10.9.0.3 dev eth0 lladdr ");
    }

    @Test
    void rulesSeeTheBridgeAsTheDeviceAndThePortByPhysdev() {
        run("iptables -A FORWARD -i br0 -o br0 -m physdev --physdev-in pa --physdev-out pb");
        run("iptables -A FORWARD -i pa");
        run(PING + "10.9.0.3");
        assertThat(run("iptables -nvxL FORWARD"))
                .contains("       1       84            0    --  br0    br0 ")
                .contains("       0        0            0    --  pa     * ");
    }

    @Test
    void aPacketTranslatedToTheHostGoesUpAndIsFilteredBeforeRoutingOnce() {
        run("iptables -t nat -A PREROUTING -d 10.9.0.3 -j DNAT --to-destination 10.9.0.1");
        run("iptables -t mangle -A PREROUTING -p icmp");
        assertThat(run(PING + "10.9.0.3")).contains("64 bytes from 10.9.0.3");
        assertThat(run("iptables -t mangle -nvxL PREROUTING")).contains("       1       84 ");
    }

    @Test
    void aPacketTranslatedToAnotherStationStaysOnTheBridge() {
        station("c", "pc", "10.9.0.4");
        run("sysctl -w net.ipv4.ip_forward=1");
        run("iptables -t nat -A PREROUTING -d 10.9.0.3 -j DNAT --to-destination 10.9.0.4");
        assertThat(run("ip netns exec a ping -c 1 -W 1 -t 1 10.9.0.3")).contains("64 bytes from 10.9.0.3");
    }

    @Test
    void whatIsTooLongForAPortIsCutWhereItMayBe() {
        run("ip link set pb mtu 1400");
        run("ip -n b link set eth0 mtu 1400");
        assertThat(run(PING + "-s 1450 -M dont 10.9.0.3")).contains(" 0% packet loss");
        assertThat(run(PING + "-s 1450 -M do 10.9.0.3")).contains("100% packet loss");
    }

    @Test
    void aRejectedPacketTellsItsSender() {
        run("iptables -A FORWARD -p icmp -j REJECT --reject-with icmp-host-prohibited");
        assertThat(run(PING + "10.9.0.3")).contains("From 10.9.0.1 icmp_seq=1 Destination Host Prohibited");
    }
}
