package dev.vethlab.tool.ss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import org.junit.jupiter.api.Test;

class SsTest {

    private final TwoHosts hosts = new TwoHosts();

    @Test
    void aListeningSocketIsShownInColumns() {
        hosts.b("nc -lk 8080 &");

        assertThat(hosts.b("ss -tln").stdout())
                .isEqualTo("State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n"
                        + "LISTEN 0      1            0.0.0.0:8080      0.0.0.0:*          \n");
        assertThat(hosts.b("ss -u").stdout()).isEqualTo("Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n");
        assertThat(hosts.b("ss -tln sport = :81").stdout().lines()).hasSize(1);
    }

    @Test
    void connectionsAreToldWithTheirStatesAndTimers() {
        hosts.b("nc -lk 8080 &");
        hosts.a("nc -z 10.0.0.2 8080");

        assertThat(hosts.a("ss -tanoH").stdout())
                .matches("TIME-WAIT 0      0      10\\.0\\.0\\.1:[0-9]+ 10\\.0\\.0\\.2:8080"
                        + " timer:\\(timewait,59sec,0\\)\n");
        assertThat(hosts.a("ss -tnH").stdout()).isEmpty();
        assertThat(hosts.a("ss -tnH state time-wait dport = :http-alt").stdout().lines())
                .hasSize(1);
    }

    @Test
    void wrongUseIsRefused() {
        assertThat(hosts.a("ss -tn state foo").stderr()).isEqualTo("ss: wrong state name: foo\n");
        assertThat(hosts.a("ss -tn state foo").exitCode()).isEqualTo(255);
    }

    @Test
    void aFilterThatIsNestedTooDeepIsRefused() {
        String deep = "( ".repeat(3_000) + "dport = 1" + " )".repeat(3_000);
        assertThat(hosts.a("ss '" + deep + "'").stderr())
                .contains("bison bellows")
                .contains("memory exhausted");
        assertThat(hosts.a("ss '" + "dport = 1 or ".repeat(3_000) + "dport = 2'")
                        .stderr())
                .contains("memory exhausted");
    }
}
