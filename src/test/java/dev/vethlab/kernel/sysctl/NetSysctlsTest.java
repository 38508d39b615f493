package dev.vethlab.kernel.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.errno.KernelException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetSysctlsTest {

    private final NetSysctls sysctls = new NetSysctls(false);

    @Test
    void everySettingHasADescriptionAndAnInitialValueThatItTakesItself() throws KernelException {
        for (SysctlSpec spec : SysctlTable.get().all()) {
            assertThat(spec.description()).as(spec.path()).isNotEmpty();
            if (spec.mode() == 0644 && !spec.initial().isEmpty()) {
                assertThat(spec.accept(spec.initial(), spec.initial() + "\n"))
                        .as(spec.path())
                        .isEqualTo(spec.initial());
            }
        }
    }

    @Test
    void typedValuesBeginWithWhatTheTableSays() {
        for (NetIpv4 setting : NetIpv4.values()) {
            assertThat(SysctlTable.get().require(setting.path()).initial().split("\t", -1)[0])
                    .as(setting.name().toLowerCase(Locale.ROOT))
                    .isEqualTo(Integer.toString(sysctls.get(setting)));
        }
    }

    @Test
    void portsAreReservedByRanges() throws KernelException {
        write("net/ipv4/ip_local_reserved_ports", "8080,9148-9150\n");

        assertThat(sysctls.isReservedPort(8080)).isTrue();
        assertThat(sysctls.isReservedPort(9149)).isTrue();
        assertThat(sysctls.isReservedPort(9151)).isFalse();
    }

    @Test
    void aWrittenValueIsReadBackAndCounts() throws KernelException {
        write("net/ipv4/ip_default_ttl", "0x20\n");

        assertThat(read("net/ipv4/ip_default_ttl")).isEqualTo("32");
        assertThat(sysctls.get(NetIpv4.IP_DEFAULT_TTL)).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({
        "net/ipv4/icmp_echo_ignore_all,2",
        "net/ipv4/ip_default_ttl,256",
        "net/ipv4/ip_local_port_range,2000 1000",
        "net/ipv4/ip_local_port_range,80 1000",
        "net/ipv4/ip_unprivileged_port_start,40000",
        "net/ipv4/ipfrag_low_thresh,4194305",
        "net/ipv4/ipfrag_high_thresh,3145727",
        "net/ipv4/route/min_pmtu,67",
        "net/ipv4/ipfrag_time,8589935"
    })
    void whatIsOutOfRangeIsRefusedAndChangesNothing(String path, String text) throws KernelException {
        String before = read(path);

        assertThatThrownBy(() -> write(path, text + "\n")).hasMessage("Invalid argument");
        assertThat(read(path)).isEqualTo(before);
    }

    @Test
    void aRangeOfGroupsThatIsUpsideDownBecomesNobody() throws KernelException {
        write("net/ipv4/ping_group_range", "0 10\n");
        write("net/ipv4/ping_group_range", "10 5\n");

        assertThat(read("net/ipv4/ping_group_range")).isEqualTo("1\t0");
    }

    @Test
    void millisecondsAreRoundedUpToTicks() throws KernelException {
        write("net/ipv4/icmp_ratelimit", "1\n");

        assertThat(sysctls.get(NetIpv4.ICMP_RATELIMIT)).isEqualTo(4);
    }

    @Test
    void bitmapsAreShownAsRanges() throws KernelException {
        write("net/ipv4/ip_local_reserved_ports", "40,42-44,43\n");
        assertThat(read("net/ipv4/ip_local_reserved_ports")).isEqualTo("40,42-44");

        write("net/ipv4/ip_local_reserved_ports", "\n");
        assertThat(read("net/ipv4/ip_local_reserved_ports")).isEmpty();
    }

    @Test
    void onlyTheInitialNamespaceHasTheSettingsOfTheMachine() {
        assertThat(sysctls.find("net/core/netdev_max_backlog")).isEmpty();
        assertThat(new NetSysctls(true).find("net/core/netdev_max_backlog")).isPresent();
    }

    private String read(String path) throws KernelException {
        return file(path).read();
    }

    private void write(String path, String text) throws KernelException {
        file(path).write(text);
    }

    private SysctlFile file(String path) {
        return (SysctlFile) sysctls.find(path).orElseThrow();
    }
}
