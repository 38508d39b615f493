package dev.vethlab.tool.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class ProcNetTest {

    private static final String ARP_HEAD =
            "IP address       HW type     Flags       HW address            Mask     Device\n";

    private final LabShell shell = new LabShell(
            "ip link set lo up",
            "ip link add e0 type veth peer name e1",
            "ip link set e0 up",
            "ip link set e1 up",
            "ip addr add 10.1.0.1/24 dev e0");

    @Test
    void theMainTableIsShownInLittleEndianHexadecimal() {
        shell.run("ip route add default via 10.1.0.2 metric 50");
        shell.run("ip route add 10.5.0.0/24 dev e0 advmss 1300 window 1000 rtt 100ms");
        shell.run("ip route add unreachable 10.7.0.1");

        assertThat(shell.out("cat /proc/net/route").lines().map(String::stripTrailing))
                .containsExactly(
                        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
                        "e0\t00000000\t0200010A\t0003\t0\t0\t50\t00000000\t0\t0\t0",
                        "e0\t0000010A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
                        "e0\t0000050A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t1340\t1000\t100",
                        "*\t0100070A\t00000000\t0205\t0\t0\t0\tFFFFFFFF\t0\t0\t0");
        assertThat(shell.out("cat /proc/net/route").lines()).allMatch(line -> line.length() == 127);
    }

    @Test
    void neighboursAreShownWithTheirFlagsAndProxiesBehindThem() {
        shell.run("ip neigh add 10.1.0.9 lladdr 02:00:00:00:00:99 dev e0");
        shell.run("ip neigh add 10.1.0.12 lladdr 02:00:00:00:00:98 nud noarp dev e0");
        shell.run("ip neigh add proxy 10.1.0.50 dev e0");

        assertThat(shell.out("cat /proc/net/arp"))
                .isEqualTo(ARP_HEAD
                        + "10.1.0.9         0x1         0x6         02:00:00:00:00:99     *        e0\n"
                        + "10.1.0.50        0x1         0xc         00:00:00:00:00:00     *        e0\n");
    }
}
