package dev.vethlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of single packets. */
class PacketBytesTest {

    private static final MacAddress A = new MacAddress(0x020000000001L);
    private static final MacAddress B = new MacAddress(0x020000000002L);
    private static final Ipv4Address FROM = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address TO = Ipv4Address.of(10, 0, 0, 2);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static Ipv4Packet ip(int protocol, Payload payload) {
        return new Ipv4Packet(0, 0x1c46, true, false, 0, 64, protocol, FROM, TO, Bytes.EMPTY, payload);
    }

    @Test
    void anArpRequestLeavesTheTargetMacZero() {
        EthernetFrame frame =
                new EthernetFrame(MacAddress.BROADCAST, A, EthernetFrame.TYPE_ARP, ArpPacket.request(A, FROM, TO));
        assertThat(frame.encode())
                .isEqualTo(hex("ffffffffffff 020000000001 0806"
                        + "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002"));
    }

    @Test
    void anArpReplyIsAddressedToTheOneWhoAsked() {
        assertThat(ArpPacket.reply(B, TO, A, FROM).encode())
                .isEqualTo(hex("0001 0800 06 04 0002 020000000002 0a000002 020000000001 0a000001"));
    }

    @Test
    void anIpHeaderCarriesItsChecksum() {
        byte[] bytes = ip(99, Bytes.EMPTY).encode();
        assertThat(bytes).isEqualTo(hex("45000014 1c464000 40630a3f 0a000001 0a000002"));
        assertThat(Checksum.of(bytes, 0, 20)).isZero();
    }

    @Test
    void aWrongHeaderChecksumMakesBytesOfAPacket() {
        byte[] bytes = new EthernetFrame(B, A, EthernetFrame.TYPE_IPV4, ip(99, Bytes.EMPTY)).encode();
        bytes[24]++;
        assertThat(EthernetFrame.parse(bytes).payload()).isEqualTo(Bytes.of(Arrays.copyOfRange(bytes, 14, 34)));
    }

    @Test
    void aWrongTransportChecksumMakesBytesOfThePayloadOnly() {
        UdpDatagram datagram = new UdpDatagram(FROM, TO, 1000, 2000, Bytes.of((byte) 1));
        byte[] bytes = ip(Ipv4Packet.UDP, datagram).encode();
        bytes[28]++;
        assertThat(Ipv4Packet.parse(Bytes.of(bytes)).orElseThrow().payload()).isInstanceOf(Bytes.class);
    }

    @Test
    void thePaddingOfAShortFrameIsLeftOff() {
        EthernetFrame frame = new EthernetFrame(
                B, A, EthernetFrame.TYPE_IPV4, ip(Ipv4Packet.ICMP, IcmpMessage.echoRequest(7, 1, Bytes.EMPTY)));
        assertThat(EthernetFrame.parse(Arrays.copyOf(frame.encode(), 60))).isEqualTo(frame);
    }

    @Test
    void aPacketLongerThanItsFrameStaysBytes() {
        byte[] bytes = ip(99, Bytes.of(new byte[30])).encode();
        assertThat(Ipv4Packet.parse(Bytes.of(bytes).first(49))).isEmpty();
        assertThat(Ipv4Packet.parseQuoted(Bytes.of(bytes).first(28))).hasValueSatisfying(quoted -> {
            assertThat(quoted.destination()).isEqualTo(TO);
            assertThat(quoted.payload().length()).isEqualTo(8);
        });
    }

    @Test
    void aFragmentIsNotLookedInto() {
        Bytes part = Bytes.of(new byte[16]);
        Ipv4Packet first = new Ipv4Packet(0, 1, false, true, 0, 64, Ipv4Packet.UDP, FROM, TO, Bytes.EMPTY, part);
        assertThat(first.isFragment()).isTrue();
        assertThat(Ipv4Packet.parse(Bytes.of(first.encode()))).contains(first);
        assertThat(first.encode()[6]).isEqualTo((byte) 0x20);
    }

    @Test
    void theReservedFlagHasNoValueSoThePacketStaysBytes() {
        byte[] bytes = ip(99, Bytes.EMPTY).encode();
        bytes[6] |= (byte) 0x80;
        BigEndian.put16(bytes, 10, 0);
        BigEndian.put16(bytes, 10, Checksum.of(bytes, 0, 20));
        assertThat(Ipv4Packet.parse(Bytes.of(bytes))).isEmpty();
    }

    @Test
    void anEchoCarriesIdentifierAndSequenceInFourBytes() {
        IcmpMessage request = IcmpMessage.echoRequest(0x1234, 0xfffe, Bytes.of((byte) 0xab));
        assertThat(request.encode()).isEqualTo(hex("0800 3acc 1234 fffe ab"));
        assertThat(request.identifier()).isEqualTo(0x1234);
        assertThat(request.sequence()).isEqualTo(0xfffe);
        assertThat(request.reply()).isEqualTo(IcmpMessage.echoReply(0x1234, 0xfffe, Bytes.of((byte) 0xab)));
    }

    @Test
    void errorsCarryWhatTheirTypeTells() {
        Bytes quoted = Bytes.of(ip(99, Bytes.EMPTY).encode());
        assertThat(IcmpMessage.fragmentationNeeded(1400, quoted).mtu()).isEqualTo(1400);
        assertThat(IcmpMessage.redirect(IcmpMessage.REDIRECT_HOST, TO, quoted).gateway())
                .isEqualTo(TO);
        assertThat(IcmpMessage.parameterProblem(20, quoted).encode()[4]).isEqualTo((byte) 20);
        assertThat(IcmpMessage.timeExceeded(IcmpMessage.TTL_EXCEEDED, quoted).isError())
                .isTrue();
        assertThat(IcmpMessage.unreachable(IcmpMessage.PORT_UNREACHABLE, quoted).encode())
                .startsWith(hex("0303"))
                .endsWith(quoted.encode());
    }

    @Test
    void aUdpChecksumCoversThePseudoHeaderAndIsNeverZero() {
        assertThat(new UdpDatagram(FROM, TO, 1000, 2000, Bytes.of((byte) 'h', (byte) 'i')).encode())
                .isEqualTo(hex("03e8 07d0 000a 77b6 6869"));
        Ipv4Address any = Ipv4Address.ANY;
        byte[] zeroSum =
                new UdpDatagram(any, any, 0xffff, 0, Bytes.of((byte) 0xff, (byte) (0xff - 17 - 10 - 10))).encode();
        assertThat(zeroSum).containsSequence(hex("ffff 0000 000a ffff"));
    }

    @Test
    void aUdpDatagramWithoutChecksumIsRight() {
        assertThat(UdpDatagram.parse(FROM, TO, Bytes.of(hex("03e8 07d0 000a 0000 6869"))))
                .contains(new UdpDatagram(FROM, TO, 1000, 2000, Bytes.of((byte) 'h', (byte) 'i')));
        assertThat(UdpDatagram.parse(FROM, TO, Bytes.of(hex("03e8 07d0 0009 0000 6869"))))
                .as("a length field that is not the payload's")
                .isEmpty();
    }

    @Test
    void aTcpSynCarriesItsOptionsBeforeThePayload() {
        TcpSegment syn = new TcpSegment(
                FROM, TO, 40000, 80, 1, 0, TcpSegment.SYN, 64240, 0, Bytes.of(hex("020405b4")), Bytes.EMPTY);
        assertThat(syn.encode()).isEqualTo(hex("9c40 0050 00000001 00000000 6002faf0 eca1 0000 020405b4"));
        assertThat(TcpSegment.parse(FROM, TO, Bytes.of(syn.encode()))).contains(syn);
        assertThat(TcpSegment.parse(FROM, FROM, Bytes.of(syn.encode()))).isEmpty();
    }

    @Test
    void tagsNest() {
        VlanTag inner = new VlanTag(5, true, 100, EthernetFrame.TYPE_ARP, ArpPacket.request(A, FROM, TO));
        VlanTag outer = new VlanTag(0, false, 4095, EthernetFrame.TYPE_VLAN, inner);
        EthernetFrame frame = new EthernetFrame(B, A, EthernetFrame.TYPE_QINQ, outer);
        assertThat(frame.encode()).containsSequence(hex("88a8 0fff 8100 b064 0806 0001"));
        assertThat(EthernetFrame.parse(frame.encode())).isEqualTo(frame);
    }

    @Test
    void whatCannotBeEncodedCannotBeBuilt() {
        assertThatThrownBy(() -> ip(99, Bytes.EMPTY).withOptions(Bytes.of(new byte[3])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ipv4Packet(0, 0, false, true, 4, 1, 1, FROM, TO, Bytes.EMPTY, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VlanTag(8, false, 1, 0, Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooFewBytesForAHeaderCountAsZeros() {
        EthernetFrame frame = EthernetFrame.parse(hex("ffffffffffff02"));
        assertThat(frame.destination()).isEqualTo(MacAddress.BROADCAST);
        assertThat(frame.source()).hasToString("02:00:00:00:00:00");
        assertThat(frame.payload()).isEqualTo(Bytes.EMPTY);
    }
}
