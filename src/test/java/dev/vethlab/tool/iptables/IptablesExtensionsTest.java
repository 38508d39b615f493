package dev.vethlab.tool.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matches and targets of iptables that remember, or that look further than at a header. */
class IptablesExtensionsTest {

    private static LabShell neighbours(String... rules) {
        LabShell lab = new LabShell(
                "ip netns add b",
                "ip link add va type veth peer name eth0 netns b",
                "ip link set va up",
                "ip -n b link set eth0 up",
                "ip addr add 10.0.0.1/24 dev va",
                "ip -n b addr add 10.0.0.2/24 dev eth0",
                "ip -n b addr add 10.0.0.3/24 dev eth0");
        for (String rule : rules) {
            assertThat(lab.run("iptables " + rule).stderr()).isEmpty();
        }
        return lab;
    }

    private static int ping(LabShell lab, String source) {
        return lab.run("ip netns exec b ping -I " + source + " -c 1 -W 1 10.0.0.1")
                .exitCode();
    }

    @Test
    void anAddressSeenTooOftenIsRecognizedUntilItsTimeIsOver() {
        LabShell lab = neighbours(
                "-A INPUT -m recent --name p --rcheck --seconds 10 --hitcount 2 -j DROP",
                "-A INPUT -m recent --name p --set -j ACCEPT");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(ping(lab, "10.0.0.3")).isZero();
        lab.run("sleep 11");
        assertThat(ping(lab, "10.0.0.2")).isZero();
    }

    @Test
    void connectionsAreCountedForEachAddressUntilTheyEnd() {
        LabShell lab = neighbours("-A INPUT -p icmp -m connlimit --connlimit-above 1 -j DROP");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(ping(lab, "10.0.0.3")).isZero();
        lab.run("sleep 31");
        assertThat(ping(lab, "10.0.0.2")).isZero();
    }

    @Test
    void eachAddressHasALimitOfItsOwn() {
        LabShell lab =
                neighbours("-A INPUT -m hashlimit --hashlimit-name h --hashlimit-above 1/minute --hashlimit-burst 1"
                        + " --hashlimit-mode srcip -j DROP");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(ping(lab, "10.0.0.3")).isZero();
    }

    @Test
    void whatTheKernelSendsByItselfIsNobodys() {
        LabShell lab = neighbours("-A OUTPUT -p icmp -m owner ! --uid-owner 0 -j DROP");
        assertThat(lab.run("ping -c 1 -W 1 10.0.0.2").exitCode()).isZero();
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
    }

    @Test
    void aNetworkIsTranslatedHostByHost() {
        LabShell lab = neighbours("-t nat -A OUTPUT -d 10.9.9.0/24 -j NETMAP --to 10.0.0.0/24");
        lab.run("ip route add 10.9.9.0/24 dev va");
        assertThat(lab.out("ping -c 1 -W 1 10.9.9.3")).contains("64 bytes from 10.9.9.3");
    }

    @Test
    void aRouterLowersTheSegmentSizeOfConnectionsThatPass() {
        LabShell lab = neighbours("-t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu");
        lab.run("ip netns add c");
        lab.run("ip link add vc type veth peer name eth0 netns c");
        lab.run("ip link set vc mtu 1300 up");
        lab.run("ip -n c link set eth0 up");
        lab.run("ip addr add 10.0.1.1/24 dev vc");
        lab.run("ip -n c addr add 10.0.1.2/24 dev eth0");
        lab.run("ip -n c route add default via 10.0.1.1");
        lab.run("ip -n b route add default via 10.0.0.1");
        lab.run("sysctl -w net.ipv4.ip_forward=1");
        lab.run("ip netns exec c python3 -m http.server 80 &");
        lab.run("ip netns exec c tcpdump -n -i eth0 -c 1 tcp &");
        assertThat(lab.out("ip netns exec b curl -s http://10.0.1.2/")).contains("<title>");
        assertThat(lab.out("sleep 1") + lab.out("jobs")).doesNotContain("mss 1460");
    }

    @Test
    void bytesAreLookedForInAllOfThePacket() {
        LabShell lab = neighbours("-A INPUT -m string --hex-string '|0a000003|' --algo bm -j DROP");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.3")).isEqualTo(1);
    }

    @Test
    void aQuotaEndsWithThePacketThatIsTooLarge() {
        LabShell lab = neighbours("-A INPUT -p icmp -m quota --quota 100 -j ACCEPT", "-A INPUT -p icmp -j DROP");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(lab.run("ip netns exec b ping -s 4 -c 1 -W 1 10.0.0.1").exitCode())
                .isEqualTo(1);
    }

    @Test
    void aPacketWhoseAnswerWouldGoElsewhereIsTold() {
        LabShell lab = neighbours("-t mangle -A PREROUTING -m rpfilter --invert -j DROP");
        lab.run("ip -n b addr add 172.16.0.1/32 dev eth0");
        assertThat(ping(lab, "10.0.0.2")).isZero();
        assertThat(ping(lab, "172.16.0.1")).isEqualTo(1);
        lab.run("ip route add 172.16.0.1 dev va");
        assertThat(ping(lab, "172.16.0.1")).isZero();
    }

    @Test
    void nobodyListensToAQueue() {
        LabShell lab = neighbours("-A INPUT -p icmp -j NFQUEUE --queue-num 1");
        assertThat(ping(lab, "10.0.0.2")).isEqualTo(1);
        assertThat(lab.run("iptables -R INPUT 1 -p icmp -j NFQUEUE --queue-bypass")
                        .exitCode())
                .isZero();
        assertThat(ping(lab, "10.0.0.2")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A INPUT -m owner --uid-owner 0 -j DROP",
                "-A INPUT -m recent --set --seconds 5",
                "-t mangle -A FORWARD -j TCPMSS --set-mss 1200",
                "-t mangle -A INPUT -p tcp -j TCPMSS --clamp-mss-to-pmtu",
                "-A OUTPUT -j NETMAP --to 10.1.1.0/24",
                "-A FORWARD -j TTL --ttl-set 5",
                "-A INPUT -j CLASSIFY --set-class 1:10",
                "-t mangle -A INPUT -m rpfilter -j DROP"
            })
    void theKernelRefusesWhatCannotStandThere(String rule) {
        assertThat(new LabShell().run("iptables " + rule).stderr()).contains("RULE_APPEND failed (Invalid argument)");
    }

    @Test
    void noSetOfIpsetIsThere() {
        assertThat(new LabShell()
                        .run("iptables -A INPUT -m set --match-set blocked src -j DROP")
                        .stderr())
                .startsWith("iptables v1.8.9 (nf_tables): Set blocked doesn't exist.\n");
    }
}
