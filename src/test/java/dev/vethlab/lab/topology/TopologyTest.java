package dev.vethlab.lab.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final List<String> SCRIPT = List.of(
            "ip netns add red",
            "ip netns add eth0.5",
            "sysctl -w net.ipv4.ip_forward=1",
            "sysctl -w net.ipv4.conf.default.forwarding=0",
            "ip link add veth0 mtu 1400 type veth peer name veth1 netns red",
            "ip link add a.7 type veth peer name b",
            "sysctl -w net.ipv4.conf.a/7.rp_filter=2",
            "sysctl -w net.ipv4.neigh.veth0.gc_stale_time=5",
            "ip addr add 10.1.1.1/24 brd + dev veth0",
            "ip addr add 10.1.1.9/24 dev veth0 label veth0:x",
            "ip addr add 10.7.7.7 peer 10.7.7.8/32 dev veth0",
            "ip -n red addr add 10.1.1.2/24 dev veth1",
            "ip link set veth0 up",
            "ip link set a.7 alias uplink arp off up",
            "ip -n red link set veth1 up",
            "ip route add 10.9.0.0/16 via 10.1.1.2 metric 5 mtu lock 900",
            "ip route add unreachable 10.8.0.0/16",
            "ip route add 10.10.0.0/16 nexthop via 10.1.1.2 weight 2 nexthop via 10.1.1.3",
            "ip -n red route add default via 10.1.1.1 src 10.1.1.2 table 100",
            "ip -n red rule add from 10.1.1.2 lookup 100",
            "ip rule add blackhole from 10.66.0.0/16 pref 66",
            "ip neigh add 10.1.1.50 lladdr 02:00:00:00:00:50 dev veth0",
            "ip neigh add proxy 10.1.1.60 dev veth0");

    @Test
    void aDocumentPutIntoAFreshLabGivesTheSameDocument() throws Exception {
        Lab lab = lab();
        run(lab, SCRIPT);
        TopologyDocument document = TopologyReader.read(lab);

        List<List<String>> commands = TopologyBuild.commands(document);

        Lab fresh = lab();
        fresh.change(OptionalLong.empty(), session -> {
            TopologyBuild.apply(session, commands);
            return true;
        });

        assertThat(TopologyReader.read(fresh)).isEqualTo(document);
        assertThat(document.namespaces().get(0).routes())
                .contains("10.9.0.0/16 via 10.1.1.2 dev veth0 metric 5 mtu lock 900", "unreachable 10.8.0.0/16");
        assertThat(document.namespaces().get(0).sysctls()).containsEntry("net/ipv4/conf/a.7/rp_filter", "2");
    }

    @Test
    void anUntouchedLabHasNoChangedSettings() {
        assertThat(TopologyReader.read(lab()).namespaces().get(0).sysctls()).isNull();
    }

    @Test
    void readingADocumentChangesNothing() throws Exception {
        Lab lab = lab();
        run(lab, SCRIPT);
        long changes = changes(lab);
        long now = now(lab);

        TopologyReader.read(lab);

        assertThat(changes(lab)).isEqualTo(changes);
        assertThat(now(lab)).isEqualTo(now);
    }

    @Test
    void aCopyIsTheSameToTheLastPacket() throws Exception {
        Lab lab = lab();
        run(lab, SCRIPT);
        run(lab, List.of("ping -c 2 10.1.1.2", "ping -c 1 -W 1 10.1.1.77"));

        Lab copy = lab.copy("copy", Instant.EPOCH);

        assertThat(copy.packets()).isEqualTo(lab.packets()).isNotEmpty();
        assertThat(copy.journal()).isEqualTo(lab.journal());
    }

    private static Lab lab() {
        return new Lab(
                "lab",
                new LabSettings("lab", Profile.KERNEL, 7, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
    }

    private static long changes(Lab lab) {
        return lab.read(kernel -> kernel.machine().changes());
    }

    private static long now(Lab lab) {
        return lab.read(kernel -> kernel.machine().nowNs());
    }

    private static void run(Lab lab, List<String> script) throws Exception {
        lab.change(OptionalLong.empty(), session -> {
            for (String line : script) {
                assertThat(session.run(line))
                        .as(line)
                        .satisfies(result -> assertThat(result.stderr()).isEmpty());
            }
            return true;
        });
    }
}
