package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SysctlsTest extends RunningService {

    @Test
    void aSysctlIsReadAndWritten() {
        String lab = labOf("veth-one-host");
        String sysctls = lab + "/namespaces/host/sysctls";

        get(sysctls + "/net.ipv4.conf.veth1.accept_local")
                .statusCode(200)
                .body("value", equalTo("0"))
                .body("default", equalTo("0"))
                .body("simulated", equalTo(true));
        put(sysctls + "/net.ipv4.conf.veth1.accept_local", Map.of("value", "1"))
                .statusCode(200)
                .body("value", equalTo("1"));
        assertThat(run(lab, "cat /proc/sys/net/ipv4/conf/veth1/accept_local")).isEqualTo("1\n");
    }

    @Test
    void theValueThatCountsTakesAllIntoAccount() {
        String lab = labOf("veth-one-host");

        run(lab, "sysctl -w net.ipv4.conf.all.rp_filter=2");

        get(lab + "/namespaces/host/sysctls/net.ipv4.conf.veth1.rp_filter")
                .body("value", equalTo("1"))
                .body("effective", equalTo("2"));
    }

    @Test
    void manyAreSetAtOnceAllOrNone() {
        String lab = labOf("veth-one-host");
        String sysctls = lab + "/namespaces/host/sysctls";

        patch(sysctls, Map.of("net.ipv4.conf.all.rp_filter", "0", "net.ipv4.conf.veth1.rp_filter", "0"))
                .statusCode(200)
                .body("sysctls.value", equalTo(List.of("0", "0")));
        String before = state(lab);
        patch(sysctls, Map.of("net.ipv4.conf.veth0.rp_filter", "0", "net.ipv4.conf.veth1.arp_ignore", "many"))
                .statusCode(422)
                .body("errno", equalTo("EINVAL"));
        patch(sysctls, Map.of("net.ipv4.conf.veth0.rp_filter", "0", "net.ipv4.no_such", "1"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/net.ipv4.no_such"));
        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void aNameMayHaveSlashesAndAnInterfaceDots() {
        String lab = emptyLab();
        run(lab, "ip link add veth0.10 type veth peer name veth1");
        String sysctls = lab + "/namespaces/host/sysctls";

        get(sysctls + "/net/ipv4/conf/veth0.10/accept_local")
                .statusCode(200)
                .body("name", equalTo("net.ipv4.conf.veth0/10.accept_local"));
        get(sysctls + "/net.ipv4.conf.veth0%2F10.accept_local").statusCode(200);
        put(sysctls + "/net.ipv4.conf.veth0/10.accept_local", Map.of("value", "1"))
                .statusCode(200)
                .body("value", equalTo("1"));
    }

    @Test
    void theListCanBeNarrowed() {
        String lab = labOf("veth-one-host");

        get(lab + "/namespaces/host/sysctls?prefix=net.ipv4.conf.veth0.")
                .statusCode(200)
                .body("sysctls.name", everyItem(startsWith("net.ipv4.conf.veth0.")));
        get(lab + "/namespaces/host/sysctls").statusCode(200);
    }

    @Test
    void whatCannotBeIsRefusedInTheKernelsWords() {
        String lab = emptyLab();
        String sysctls = lab + "/namespaces/host/sysctls";

        get(sysctls + "/net.ipv4.no_such").statusCode(404);
        put(sysctls + "/net.ipv4.no_such", Map.of("value", "1")).statusCode(404);
        put(sysctls + "/net.ipv4.ip_default_ttl", Map.of("value", "256"))
                .statusCode(422)
                .body("detail", containsString("Invalid argument"));
        put(sysctls + "/net.ipv4.ip_default_ttl", Map.of("value", "1\n2")).statusCode(400);
        put(sysctls + "/net.ipv4.ip_default_ttl", "{\"value\": 1}")
                .statusCode(400)
                .body("detail", containsString("quotation marks"));
        put(sysctls + "/net.ipv4.ip_default_ttl", Map.of("name", "net.ipv4.ip_forward", "value", "1"))
                .statusCode(400);
        get(sysctls + "/net.ipv4.ip_default_ttl").body("value", equalTo("64"));
    }
}
