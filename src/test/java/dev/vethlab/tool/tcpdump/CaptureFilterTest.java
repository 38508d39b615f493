package dev.vethlab.tool.tcpdump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.tool.pcap.Capture;
import dev.vethlab.tool.pcap.CapturedPacket;
import dev.vethlab.tool.pcap.Direction;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.VlanTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureFilterTest {

    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final Ipv4Address FROM = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address TO = Ipv4Address.of(10, 0, 0, 255);
    private static final Ipv4Packet PING = new Ipv4Packet(
            0,
            1,
            true,
            false,
            0,
            64,
            Ipv4Packet.ICMP,
            FROM,
            TO,
            Bytes.EMPTY,
            IcmpMessage.echoRequest(1, 1, Bytes.EMPTY));
    private static final EthernetFrame FRAME = new EthernetFrame(MAC, MAC, EthernetFrame.TYPE_IPV4, PING);
    private static final EthernetFrame TAGGED = new EthernetFrame(
            MAC, MAC, EthernetFrame.TYPE_VLAN, new VlanTag(3, false, 100, EthernetFrame.TYPE_IPV4, PING));
    private static final FilterSource LIVE = new FilterSource(LinkType.ETHERNET, true, 0xffffff00);
    private static final FilterSource RAW = new FilterSource(LinkType.RAW, false, 0);

    private static boolean matches(String expression, FilterSource source, Payload packet) throws FilterException {
        return CaptureFilter.compile(expression, source).matches(packet, Direction.INBOUND);
    }

    /** Each line holds an expression and what the real tcpdump let pass of the packets of a lab, or its complaint. */
    @Test
    void everyExpressionLetsPassWhatTcpdumpLetsPass() throws IOException {
        List<Bytes> frames = lines("/dev/vethlab/wire/print/lab.txt").stream()
                .map(line -> Bytes.of(HexFormat.of().parseHex(line.substring(0, line.indexOf(' ')))))
                .toList();
        List<String> goldens = lines("filters.txt");
        assertThat(goldens).hasSizeGreaterThan(100);
        for (String golden : goldens) {
            String[] parts = golden.split(" => ", 2);
            assertThat(answer(parts[0], frames)).as(parts[0]).isEqualTo(parts[1]);
        }
    }

    private static String answer(String expression, List<Bytes> frames) {
        try {
            CaptureFilter filter = CaptureFilter.compile(expression, FilterSource.FILE);
            List<String> passed = new ArrayList<>();
            for (int i = 0; i < frames.size(); i++) {
                if (filter.matches(frames.get(i), Direction.OUTBOUND)) {
                    passed.add(Integer.toString(i));
                }
            }
            return String.join(" ", passed);
        } catch (FilterException refused) {
            return "tcpdump: " + refused.getMessage();
        }
    }

    @Test
    void anEmptyExpressionLetsEverythingPass() throws FilterException {
        assertThat(matches("", FilterSource.FILE, FRAME)).isTrue();
        assertThat(matches(" \n", FilterSource.FILE, TAGGED)).isTrue();
    }

    @Test
    void aTagHidesThePacketInAFileButNotInALiveCapture() throws FilterException {
        assertThat(matches("icmp", FilterSource.FILE, TAGGED)).isFalse();
        assertThat(matches("vlan and icmp", FilterSource.FILE, TAGGED)).isTrue();
        assertThat(matches("vlan 100 and icmp", FilterSource.FILE, TAGGED)).isTrue();
        assertThat(matches("vlan 101", FilterSource.FILE, TAGGED)).isFalse();
        assertThat(matches("icmp", LIVE, TAGGED)).isTrue();
        assertThat(matches("vlan 100 and icmp", LIVE, TAGGED)).isTrue();
        assertThat(matches("vlan", LIVE, FRAME)).isFalse();
    }

    @Test
    void tagsInTagsAreLookedIntoOneByOne() throws FilterException {
        EthernetFrame twice = new EthernetFrame(
                MAC, MAC, EthernetFrame.TYPE_QINQ, new VlanTag(0, false, 7, EthernetFrame.TYPE_VLAN, TAGGED.payload()));
        assertThat(matches("vlan 7 and vlan 100 and icmp", FilterSource.FILE, twice))
                .isTrue();
        assertThat(matches("vlan 7 and vlan 100 and icmp", LIVE, twice)).isTrue();
        assertThat(matches("vlan 100", LIVE, twice)).isFalse();
    }

    @Test
    void directionsAreKnownOnlyWhileCapturing() throws FilterException {
        CaptureFilter inbound = CaptureFilter.compile("inbound", LIVE);
        assertThat(inbound.matches(FRAME, Direction.INBOUND)).isTrue();
        assertThat(inbound.matches(FRAME, Direction.OUTBOUND)).isFalse();
        assertThatThrownBy(() -> CaptureFilter.compile("outbound", FilterSource.FILE))
                .isInstanceOf(FilterException.class)
                .hasMessage("inbound/outbound not supported on Ethernet when reading savefiles");
    }

    @Test
    void aDirectedBroadcastNeedsTheNetmask() throws FilterException {
        assertThat(matches("ip broadcast", LIVE, FRAME)).isTrue();
        assertThat(matches("ip broadcast", FilterSource.FILE, FRAME)).isFalse();
    }

    @Test
    void packetsWithoutLinkHeaderAreFilteredByTheirVersion() throws FilterException {
        assertThat(matches("icmp and src host 10.0.0.1", RAW, PING)).isTrue();
        assertThat(matches("ip6", RAW, PING)).isFalse();
        assertThat(matches("arp", RAW, PING)).isFalse();
        assertThat(matches("ip[8] = 64", RAW, PING)).isTrue();
        assertThatThrownBy(() -> CaptureFilter.compile("ether host 02:00:00:00:00:01", RAW))
                .hasMessageStartingWith("ethernet addresses supported only on ethernet");
        assertThatThrownBy(() -> CaptureFilter.compile("vlan", RAW)).hasMessage("no VLAN support for Raw IP");
    }

    @Test
    void aReadBehindTheEndRejectsThePacketEvenUnderNot() throws FilterException {
        assertThat(matches("ip[200] = 1", FilterSource.FILE, FRAME)).isFalse();
        assertThat(matches("not ip[200] = 1", FilterSource.FILE, FRAME)).isFalse();
        assertThat(matches("icmp or ip[200] = 1", FilterSource.FILE, FRAME)).isTrue();
    }

    @Test
    void anExpressionHasALimit() throws FilterException {
        String nested = "(".repeat(390) + "icmp" + ")".repeat(390);
        assertThat(matches(nested, FilterSource.FILE, FRAME)).isTrue();
        assertThat(matches("1" + "^1".repeat(390) + " = 1", FilterSource.FILE, FRAME))
                .isTrue();
        assertThat(matches("not ".repeat(390) + "icmp", FilterSource.FILE, FRAME))
                .isTrue();
        assertThat(matches("arp or ".repeat(900) + "icmp", FilterSource.FILE, FRAME))
                .isTrue();
        assertThatThrownBy(() -> CaptureFilter.compile("(".repeat(100_000), FilterSource.FILE))
                .hasMessage("can't parse filter expression: memory exhausted");
    }

    @Test
    void aCaptureIsPrintedPacketByPacket() throws FilterException {
        EthernetFrame arp =
                new EthernetFrame(MacAddress.BROADCAST, MAC, EthernetFrame.TYPE_ARP, ArpPacket.request(MAC, FROM, TO));
        Capture capture = new Capture(
                "veth0",
                LinkType.ETHERNET,
                List.of(
                        new CapturedPacket(0, Direction.OUTBOUND, arp, Optional.empty()),
                        new CapturedPacket(1, Direction.OUTBOUND, FRAME, Optional.empty())));
        assertThat(CaptureText.of(capture))
                .isEqualTo("ARP, Request who-has 10.0.0.255 tell 10.0.0.1, length 28\n"
                        + "IP 10.0.0.1 > 10.0.0.255: ICMP echo request, id 1, seq 1, length 8\n");
        assertThat(CaptureText.of(capture, CaptureFilter.compile("icmp", FilterSource.FILE)))
                .isEqualTo("IP 10.0.0.1 > 10.0.0.255: ICMP echo request, id 1, seq 1, length 8\n");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream stream = CaptureFilterTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
