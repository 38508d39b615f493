package dev.vethlab.kernel.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.TwoHosts;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts say which groups they are in, when they join and when a router asks. */
class IgmpTest {

    private static final long MS = 1_000_000;
    private static final int VERSION_2_REPORT = 0x16;
    private static final int VERSION_3_REPORT = 0x22;
    private static final int LEAVE = 0x17;

    private final TwoHosts hosts = new TwoHosts();

    private void sleep(long milliseconds) {
        hosts.kernel.machine().sleep(milliseconds * MS);
    }

    private void join(String group) {
        assertThat(hosts.run("ip -n a addr add " + group + "/32 dev va autojoin")
                        .exitCode())
                .isZero();
    }

    /** What host a has sent by IGMP since this was asked last. */
    private List<byte[]> heard() {
        List<byte[]> messages = new ArrayList<>();
        for (CapturedPacket packet :
                hosts.kernel.machine().captures().find("b", "vb").orElseThrow().packets()) {
            if (packet.frame().payload() instanceof Ipv4Packet ip && ip.protocol() == Ipv4Packet.IGMP) {
                messages.add(ip.payload().encode());
            }
        }
        hosts.kernel.machine().captures().clear();
        return messages;
    }

    private void ask(IgmpQuerier.Query query) {
        hosts.kernel
                .named("a")
                .orElseThrow()
                .net()
                .subsystem(GroupMemberships.class)
                .of(hosts.kernel
                        .named("a")
                        .orElseThrow()
                        .net()
                        .devices()
                        .byName("va")
                        .orElseThrow())
                .asked(query);
    }

    @Test
    void aGroupIsReportedTwiceWhenItIsJoined() {
        join("239.1.1.1");
        sleep(1_100);
        assertThat(heard()).hasSize(2).allSatisfy(message -> {
            assertThat(message[0]).isEqualTo((byte) VERSION_3_REPORT);
            assertThat(message[8]).isEqualTo((byte) IgmpReports.Entry.TO_EXCLUDE);
        });
    }

    @Test
    void groupsJoinedTogetherAreReportedTogether() {
        join("239.1.1.1");
        sleep(2_000);
        heard();
        hosts.run("ip -n a link set va down");
        join("239.1.1.2");
        hosts.run("ip -n a link set va up");
        sleep(1_100);
        assertThat(heard())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message[7]).isEqualTo((byte) 2));
    }

    @Test
    void aGeneralQuestionIsAnsweredOnceForAllGroups() {
        join("239.1.1.1");
        join("239.1.1.2");
        sleep(2_000);
        heard();
        ask(new IgmpQuerier.Query(3, dev.vethlab.addr.Ipv4Address.ANY, 250));
        sleep(1_100);
        List<byte[]> answers = heard();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)[7]).isEqualTo((byte) 2);
        assertThat(answers.get(0)[8]).isEqualTo((byte) IgmpReports.Entry.IS_EXCLUDE);
    }

    @Test
    void withAnOldRouterEachGroupIsReportedAndLeftByItself() {
        hosts.a(
                "sysctl -q -w net.ipv4.conf.va.force_igmp_version=2 net.ipv4.conf.va.igmpv2_unsolicited_report_interval=100");
        join("239.1.1.1");
        sleep(500);
        assertThat(heard())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message[0]).isEqualTo((byte) VERSION_2_REPORT));
        hosts.run("ip -n a addr del 239.1.1.1/32 dev va");
        assertThat(heard())
                .singleElement()
                .satisfies(message -> assertThat(message[0]).isEqualTo((byte) LEAVE));
    }

    @Test
    void anAddressBeyondTheMostMembershipsIsRefused() {
        hosts.a("sysctl -q -w net.ipv4.igmp_max_memberships=1");
        join("239.1.1.1");
        assertThat(hosts.run("ip -n a addr add 239.1.1.2/32 dev va autojoin").stderr())
                .isEqualTo("Error: ipv4: Multicast auto join failed.\n");
        assertThat(hosts.run("ip -n a addr show dev va").stdout()).doesNotContain("239.1.1.2");
    }
}
