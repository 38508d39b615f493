package dev.vethlab.tool.ip.neigh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class NtableTest {

    private final Kernel kernel = new Kernel(1, 100, true);
    private final Shell shell = new Shell(kernel, Programs.all(), 100_000);

    private String run(String line) {
        Shell.Result result = shell.run(line);
        return result.stdout() + result.stderr();
    }

    @Test
    void theDefaultsComeFirstThenTheDevicesNewestFirstThenThoseOfIpv6() {
        run("ip link add va type veth peer name vb mtu 1000");
        assertThat(run("ip ntable").lines().filter(line -> line.startsWith("inet") || line.startsWith("    dev")))
                .containsExactly(
                        "inet arp_cache ",
                        "inet arp_cache ",
                        "    dev va ",
                        "inet arp_cache ",
                        "    dev vb ",
                        "inet arp_cache ",
                        "    dev lo ",
                        "inet6 ndisc_cache ",
                        "inet6 ndisc_cache ",
                        "    dev va ",
                        "inet6 ndisc_cache ",
                        "    dev lo ");
    }

    @Test
    void theTimeThatAConfirmationCountsIsHalfToOneAndAHalfOfItsBase() {
        String shown = run("ip -4 -o ntable show dev lo");
        assertThat(Integer.parseInt(shown.replaceAll("(?s).* reachable (\\d+) .*", "$1")))
                .isBetween(15_000, 45_000);
    }

    @Test
    void limitsAndDefaultsAreTheFirstNamespacesAlone() {
        run("ip netns add a");
        assertThat(run("ip ntable change name arp_cache thresh1 5 gc_int 9000 locktime 40"))
                .isEmpty();
        assertThat(run("ip -n a -4 ntable show dev none"))
                .contains("thresh1 5 thresh2 512 thresh3 1024 gc_int 9000")
                .contains("locktime 40");
        run("ip -n a link add va type veth peer name vb");
        assertThat(run("ip -n a -4 ntable show dev va")).contains("locktime 40");
        assertThat(run("ip -n a ntable change name arp_cache locktime 80"))
                .isEqualTo("RTNETLINK answers: No such file or directory\n");
    }

    @Test
    void whatIsNotSimulatedIsSaid() {
        assertThat(run("ip -s ntable")).contains("not simulated");
        assertThat(run("ip ntable change name ndisc_cache dev lo retrans 5")).contains("not simulated");
    }
}
