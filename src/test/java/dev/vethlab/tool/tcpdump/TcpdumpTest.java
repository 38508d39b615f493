package dev.vethlab.tool.tcpdump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class TcpdumpTest {

    private final TwoHosts hosts = new TwoHosts();

    @Test
    void inTheBackgroundItPrintsWhatComes() {
        Shell.Result started = hosts.a("tcpdump -i va -nnt -c 2 icmp &");
        Shell.Result pinged = hosts.a("ping -q -c 1 10.0.0.2");

        assertThat(started.stderr())
                .isEqualTo("tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n"
                        + "listening on va, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n");
        assertThat(pinged.stdout())
                .contains("\nIP 10.0.0.1 > 10.0.0.2: ICMP echo request, id ")
                .contains("ICMP echo reply");
        assertThat(pinged.stderr())
                .isEqualTo("2 packets captured\n2 packets received by filter\n0 packets dropped by kernel\n");
    }

    @Test
    void inTheForegroundItPrintsWhatThereIsAndSaysSo() {
        hosts.a("ping -q -c 1 10.0.0.2");
        Shell.Result result = hosts.a("tcpdump -i va -nne icmp");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout().lines())
                .hasSize(2)
                .allMatch(line -> line.contains(", ethertype IPv4 (0x0800), length 98: 10.0.0."));
        assertThat(result.stderr())
                .contains("2 packets captured\n")
                .contains("lab: this is what has been captured so far");
    }

    @Test
    void whatItCannotDoIsToldInItsOwnWords() {
        assertThat(hosts.a("tcpdump -i nosuch").stderr())
                .isEqualTo("tcpdump: nosuch: No such device exists\n(No such device exists)\n");
        assertThat(hosts.a("tcpdump -i va bogus filter").stderr())
                .isEqualTo("tcpdump: can't parse filter expression: syntax error\n");
    }
}
