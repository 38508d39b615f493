package dev.vethlab.web.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.VlanTag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TraceViewTest {

    private static final JsonMapper JACKSON = JsonMapper.shared();
    private static final MacAddress MAC = new MacAddress(0x02_00_00_00_00_0aL);
    private static final ArpPacket REQUEST =
            ArpPacket.request(MAC, Ipv4Address.of(10, 0, 0, 1), Ipv4Address.of(10, 0, 0, 2));
    private static final EthernetFrame ASKING =
            new EthernetFrame(MacAddress.BROADCAST, MAC, EthernetFrame.TYPE_ARP, REQUEST);

    @Test
    void aPacketIsShownWithItsHeadersFromTheOutsideIn() {
        assertThat(JACKSON.writeValueAsString(new PacketView(seen(7, "veth0", Direction.OUT, ASKING))))
                .isEqualTo(
                        "{\"number\":7,\"atNs\":7000,\"namespace\":\"host\",\"interface\":\"veth0\",\"direction\":\"out\","
                                + "\"bytes\":42,\"summary\":\"ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28\","
                                + "\"ethernet\":{\"source\":\"02:00:00:00:00:0a\",\"destination\":\"ff:ff:ff:ff:ff:ff\",\"type\":\"arp\"},"
                                + "\"arp\":{\"operation\":\"request\",\"senderMac\":\"02:00:00:00:00:0a\",\"senderIp\":\"10.0.0.1\","
                                + "\"targetMac\":\"00:00:00:00:00:00\",\"targetIp\":\"10.0.0.2\"}}");
    }

    @Test
    void ofTwoTagsTheOuterOneIsShown() {
        EthernetFrame tagged = new EthernetFrame(
                MacAddress.BROADCAST,
                MAC,
                EthernetFrame.TYPE_QINQ,
                new VlanTag(
                        3,
                        false,
                        100,
                        EthernetFrame.TYPE_VLAN,
                        new VlanTag(0, false, 200, EthernetFrame.TYPE_ARP, REQUEST)));
        JsonNode packet =
                JACKSON.readTree(JACKSON.writeValueAsBytes(new PacketView(seen(1, "veth0", Direction.IN, tagged))));

        assertThat(packet.get("vlan").toString()).isEqualTo("{\"id\":100,\"priority\":3}");
        assertThat(packet.get("ethernet").get("type").asString()).isEqualTo("qinq");
        assertThat(packet.has("arp")).isTrue();
    }

    @Test
    void anUnknownEtherTypeIsShownInHexadecimal() {
        EthernetFrame frame = new EthernetFrame(MAC, MAC, 0x88b5, Bytes.EMPTY);
        JsonNode packet =
                JACKSON.readTree(JACKSON.writeValueAsBytes(new PacketView(seen(1, "veth0", Direction.IN, frame))));

        assertThat(packet.get("ethernet").get("type").asString()).isEqualTo("0x88b5");
        assertThat(packet.propertyNames()).doesNotContain("vlan", "arp", "ip", "icmp", "udp", "tcp");
    }

    @Test
    void aFrameThatIsSeenAgainDiffersInNothingButItsPlace() {
        TraceView trace = new TraceView(
                List.of(seen(1, "veth0", Direction.OUT, ASKING), seen(2, "veth1", Direction.IN, ASKING)), List.of());
        JsonNode packets = JACKSON.readTree(JACKSON.writeValueAsBytes(trace)).get("packets");

        assertThat(packets.get(1).get("interface").asString()).isEqualTo("veth1");
        assertThat(packets.get(1).get("direction").asString()).isEqualTo("in");
        for (String name : List.of("bytes", "summary", "ethernet", "arp")) {
            assertThat(packets.get(1).get(name)).isEqualTo(packets.get(0).get(name));
        }
    }

    @Test
    void aDecisionIsShownWithWhatItHungOn() {
        Step step = new Step(
                5,
                "host",
                "veth1",
                3,
                "fib_validate_source",
                Verdict.DROP,
                Optional.of(Fate.DROPPED),
                Optional.of(DropReason.IP_RPFILTER),
                "the \"strict\" check",
                List.of(new SysctlSeen("net.ipv4.conf.all.rp_filter", "1"), new SysctlSeen("a", "0")));

        assertThat(JACKSON.writeValueAsString(new StepView(step)))
                .isEqualTo(
                        "{\"atNs\":5,\"namespace\":\"host\",\"interface\":\"veth1\",\"packet\":3,"
                                + "\"function\":\"fib_validate_source\",\"verdict\":\"drop\",\"fate\":\"dropped\","
                                + "\"reason\":\"IP_RPFILTER\",\"detail\":\"the \\\"strict\\\" check\",\"sysctls\":["
                                + "{\"name\":\"net.ipv4.conf.all.rp_filter\",\"value\":\"1\"},{\"name\":\"a\",\"value\":\"0\"}]}");
    }

    @Test
    void whatADecisionDoesNotSayIsNull() {
        Step step =
                new Step(5, "host", "", 0, "f", Verdict.ACCEPT, Optional.empty(), Optional.empty(), "words", List.of());

        assertThat(JACKSON.writeValueAsString(new TraceView(List.of(), List.of(step, step))))
                .startsWith(
                        "{\"packets\":[],\"steps\":[{\"atNs\":5,\"namespace\":\"host\",\"interface\":null,\"packet\":null,"
                                + "\"function\":\"f\",\"verdict\":\"accept\",\"fate\":null,\"reason\":null,\"detail\":\"words\","
                                + "\"sysctls\":[]},{");
    }

    private static TracedPacket seen(long number, String device, Direction direction, EthernetFrame frame) {
        return new TracedPacket("host", device, new CapturedPacket(number, number * 1000, direction, frame));
    }

    @Test
    void aLongTraceIsTheSameInAStreamAndAsAText() {
        List<TracedPacket> packets = IntStream.range(0, 100)
                .mapToObj(number -> seen(number, "veth" + number, Direction.IN, ASKING))
                .toList();
        List<TraceView> traces = List.of(new TraceView(packets, List.of()), new TraceView(packets, List.of()));

        assertThat(new String(JACKSON.writeValueAsBytes(traces), StandardCharsets.UTF_8))
                .isEqualTo(JACKSON.writeValueAsString(traces));
    }
}
