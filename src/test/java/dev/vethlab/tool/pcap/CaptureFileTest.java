package dev.vethlab.tool.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureFileTest {

    private static final Ipv4Address FROM = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address TO = Ipv4Address.of(10, 0, 0, 2);
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final long AT = 1_700_000_000_123_456_789L;

    private static final EthernetFrame ARP =
            new EthernetFrame(MacAddress.BROADCAST, MAC, EthernetFrame.TYPE_ARP, ArpPacket.request(MAC, FROM, TO));
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
            IcmpMessage.echoRequest(1, 1, Bytes.of(new byte[5])));

    private static CapturedPacket packet(long atNs, Direction direction, Payload frame, String... comment) {
        return new CapturedPacket(atNs, direction, frame, Arrays.stream(comment).findFirst());
    }

    @Test
    void aClassicFileHasNanosecondsAndEveryPacketWhole() {
        Capture capture = new Capture(
                "veth0",
                LinkType.ETHERNET,
                List.of(packet(AT, Direction.OUTBOUND, ARP), packet(AT + 1, Direction.INBOUND, ARP)));
        ByteBuffer file = ByteBuffer.wrap(PcapWriter.bytes(capture)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.remaining()).isEqualTo(24 + 2 * (16 + 42));
        assertThat(file.getInt()).isEqualTo(0xa1b23c4d);
        assertThat(file.getShort()).isEqualTo((short) 2);
        assertThat(file.getShort()).isEqualTo((short) 4);
        assertThat(file.getLong()).isZero();
        assertThat(file.getInt()).isEqualTo(262144);
        assertThat(file.getInt()).isEqualTo(1);
        assertThat(file.getInt()).isEqualTo(1_700_000_000);
        assertThat(file.getInt()).isEqualTo(123_456_789);
        assertThat(file.getInt()).isEqualTo(42);
        assertThat(file.getInt()).isEqualTo(42);
        byte[] frame = new byte[42];
        file.get(frame);
        assertThat(frame).isEqualTo(ARP.encode());
        assertThat(file.getInt(file.position() + 4)).isEqualTo(123_456_790);
    }

    @Test
    void aDeviceWithoutLinkHeaderIsOfTheRawLinkType() {
        Capture capture = new Capture("tun0", LinkType.RAW, List.of(packet(0, Direction.OUTBOUND, PING)));
        byte[] file = PcapWriter.bytes(capture);
        assertThat(file[20]).isEqualTo((byte) 101);
        assertThat(Arrays.copyOfRange(file, 40, file.length)).isEqualTo(PING.encode());
    }

    @Test
    void aPcapngFileNamesItsInterfacesAndTellsDirectionsAndComments() {
        Capture first = new Capture(
                "host/veth0", LinkType.ETHERNET, List.of(packet(AT + 5, Direction.INBOUND, ARP, "dropped: é")));
        Capture second = new Capture("host/tun0", LinkType.RAW, List.of(packet(AT, Direction.OUTBOUND, PING)));
        byte[] file = PcapngWriter.bytes(List.of(first, second));

        assertThat(hex(block(file, 0)))
                .isEqualTo("0a0d0d0a2c0000004d3c2b1a01000000ffffffffffffffff04000700766574686c6162000000000"
                        + "02c000000");
        assertThat(hex(block(file, 1)))
                .isEqualTo("010000003000000001000000000004000200" + "0a00686f73742f7665746830" + "0000"
                        + "0900010009000000" + "00000000" + "30000000");
        assertThat(hex(block(file, 2))).startsWith("01000000").contains("65000000000004000200");
        byte[] ping = block(file, 3);
        assertThat(hex(ping))
                .startsWith("06000000")
                .contains("02000400" + "02000000")
                .endsWith("00000000" + "50000000");
        assertThat(ByteBuffer.wrap(ping).order(ByteOrder.LITTLE_ENDIAN).getInt(8))
                .isEqualTo(1);
        byte[] arp = block(file, 4);
        assertThat(hex(arp)).contains("02000400" + "01000000" + "01000b00" + "64726f707065643a20c3a900");
        ByteBuffer fields = ByteBuffer.wrap(arp).order(ByteOrder.LITTLE_ENDIAN);
        assertThat((long) fields.getInt(12) << 32 | fields.getInt(16) & 0xffff_ffffL)
                .isEqualTo(AT + 5);
        assertThat(fields.getInt(20)).isEqualTo(42);
        assertThat(Arrays.copyOfRange(arp, 28, 70)).isEqualTo(ARP.encode());
    }

    @Test
    void interfacesMayComeWhileAFileIsWrittenButBeforeTheirPackets() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(bytes);
        assertThatThrownBy(() -> writer.write(0, packet(0, Direction.INBOUND, ARP)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(writer.addInterface("a", LinkType.ETHERNET)).isZero();
        writer.write(0, packet(7, Direction.INBOUND, ARP));
        assertThat(writer.addInterface("b", LinkType.ETHERNET)).isEqualTo(1);
        writer.write(1, packet(3, Direction.INBOUND, ARP));
        assertThat(block(bytes.toByteArray(), 4)[0]).isEqualTo((byte) 6);
    }

    @Test
    void aCommentTooLongForAnOptionIsCutBetweenCharacters() {
        String comment = "é".repeat(40000);
        byte[] file = PcapngWriter.bytes(
                List.of(new Capture("a", LinkType.ETHERNET, List.of(packet(0, Direction.INBOUND, ARP, comment)))));
        byte[] block = block(file, 2);
        int length = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getShort(28 + 44 + 8 + 2) & 0xffff;
        assertThat(length).isEqualTo(65534);
        assertThat(new String(block, 28 + 44 + 8 + 4, length, StandardCharsets.UTF_8))
                .isEqualTo("é".repeat(32767));
    }

    @Test
    void nothingCapturedIsAFileTooWithoutPackets() {
        assertThat(PcapWriter.bytes(new Capture("lo", LinkType.ETHERNET, List.of())))
                .hasSize(24);
        assertThat(PcapngWriter.bytes(List.of())).hasSize(44);
        assertThat(Optional.of(PcapngWriter.bytes(List.of(new Capture("lo", LinkType.ETHERNET, List.of())))))
                .hasValueSatisfying(file -> assertThat(block(file, 1)[0]).isEqualTo((byte) 1));
    }

    /** The block at an index, checked to be framed by its own length. */
    private static byte[] block(byte[] file, int index) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (int i = 0; i < index; i++) {
            at += buffer.getInt(at + 4);
        }
        int length = buffer.getInt(at + 4);
        assertThat(length % 4).isZero();
        assertThat(buffer.getInt(at + length - 4)).isEqualTo(length);
        return Arrays.copyOfRange(file, at, at + length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
