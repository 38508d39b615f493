package dev.vethlab.tool.nc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class NcTest {

    private final TwoHosts hosts = new TwoHosts();

    @Test
    void whatOneEndSaysTheOtherHears() {
        hosts.b("nc -lv 8080 &");
        Shell.Result result = hosts.run("echo hello | ip netns exec a nc -v -N 10.0.0.2 8080");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("hello\n");
        assertThat(result.stderr())
                .contains("Connection to 10.0.0.2 8080 port [tcp/http-alt] succeeded!\n")
                .containsPattern("Connection received on 10\\.0\\.0\\.1 [0-9]+\n");
        assertThat(hosts.run("jobs").stdout()).isEmpty();
    }

    @Test
    void aScanTellsWhichPortsAreOpen() {
        hosts.b("nc -lk 8080 &");
        Shell.Result result = hosts.a("nc -vz 10.0.0.2 8079-8081");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEqualTo("""
                nc: connect to 10.0.0.2 port 8079 (tcp) failed: Connection refused
                Connection to 10.0.0.2 8080 port [tcp/http-alt] succeeded!
                nc: connect to 10.0.0.2 port 8081 (tcp) failed: Connection refused
                """);
    }

    @Test
    void aFilteredPortTimesOut() {
        hosts.run("ip -n a neigh replace 10.0.0.2 lladdr 02:00:00:00:00:99 dev va nud permanent");
        Shell.Result result = hosts.a("nc -vz -w 3 10.0.0.2 80");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .isEqualTo("nc: connect to 10.0.0.2 port 80 (tcp) timed out: Operation now in progress\n");
    }

    @Test
    void unreachableHostsAreToldApart() {
        assertThat(hosts.a("nc -v 9.9.9.9 80").stderr())
                .isEqualTo("nc: connect to 9.9.9.9 port 80 (tcp) failed: Network is unreachable\n");
        assertThat(hosts.a("nc -v 10.0.0.9 80").stderr())
                .isEqualTo("nc: connect to 10.0.0.9 port 80 (tcp) failed: No route to host\n");
        assertThat(hosts.a("nc 10.0.0.2 80").stderr()).isEmpty();
    }

    @Test
    void datagramsArriveToo() {
        hosts.b("nc -lu 5354 &");
        Shell.Result result = hosts.run("echo hi | ip netns exec a nc -u -w 1 10.0.0.2 5354");

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("hi\n");
        assertThat(hosts.a("nc -uvz 10.0.0.2 5355").exitCode()).isEqualTo(1);
    }

    @Test
    void wrongUseIsToldInItsOwnWords() {
        assertThat(hosts.a("nc 10.0.0.2").stderr()).isEqualTo("nc: missing port number\n");
        assertThat(hosts.a("nc 10.0.0.2 99999").stderr()).isEqualTo("nc: port number too large: 99999\n");
        assertThat(hosts.a("nc -zl 80").stderr()).isEqualTo("nc: cannot use -z and -l\n");
        assertThat(hosts.a("nc -l -s 9.9.9.9 -p 80").stderr()).isEqualTo("nc: Cannot assign requested address\n");
    }
}
