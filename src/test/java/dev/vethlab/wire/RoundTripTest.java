package dev.vethlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsEncodedIsParsedBackAsTheSameValue(long seed) {
        RandomPackets packets = new RandomPackets(seed);
        for (int i = 0; i < 3000; i++) {
            EthernetFrame frame = packets.frame();
            byte[] bytes = frame.encode();
            assertThat(bytes).hasSize(frame.length());
            assertThat(EthernetFrame.parse(bytes)).as("packet %d", i).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFrameOfAnyBytesIsParsedAndEncodesToThemAgain(long seed) {
        RandomPackets packets = new RandomPackets(seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = packets.frame().encode();
            int damage = random.nextInt(1, 4);
            for (int j = 0; j < damage; j++) {
                bytes[random.nextInt(12, bytes.length)] = (byte) random.nextInt();
            }
            byte[] again = EthernetFrame.parse(bytes).encode();
            assertThat(again).as("packet %d", i).hasSizeLessThanOrEqualTo(bytes.length);
            assertThat(bytes).startsWith(withZeroUdpChecksumsKept(again, bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4})
    void aFrameCutAnywhereIsParsed(long seed) {
        RandomPackets packets = new RandomPackets(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = packets.frame().encode();
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThat(EthernetFrame.parse(cut).length()).isLessThanOrEqualTo(Math.max(14, length));
            }
        }
    }

    @Test
    void tagsInTagsAndPacketsInPacketsAreReadHoweverDeepTheyAre() {
        assertThat(nested("00018100", 16_000).length()).isEqualTo(14 + 4 * 16_000);
        assertThat(nested("000188a8", 3).payload()).isInstanceOf(VlanTag.class);
        byte[] bytes = new byte[14 + 20 * 3_000];
        bytes[12] = 8;
        for (int at = 14; at < bytes.length; at += 20) {
            new Ipv4Packet(
                            0,
                            0,
                            false,
                            false,
                            0,
                            64,
                            Ipv4Packet.IPIP,
                            Ipv4Address.of(10, 0, 0, 1),
                            Ipv4Address.of(10, 0, 0, 2),
                            Bytes.EMPTY,
                            Bytes.of(new byte[bytes.length - at - 20]))
                    .encode(bytes, at);
        }
        assertThat(EthernetFrame.parse(bytes.clone()).encode()).isEqualTo(bytes);
        assertThat(TcpdumpPrinter.line(EthernetFrame.parse(bytes))).startsWith("IP 10.0.0.1 > 10.0.0.2: IP ");
    }

    private static EthernetFrame nested(String tag, int depth) {
        return EthernetFrame.parse(HexFormat.of().parseHex("00".repeat(12) + "8100" + tag.repeat(depth)));
    }

    /** A datagram without a checksum gets one when it is encoded: the one difference that is meant to be. */
    private static byte[] withZeroUdpChecksumsKept(byte[] again, byte[] bytes) {
        byte[] kept = again.clone();
        for (int i = 12; i + 1 < kept.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && (kept[i] != 0 || kept[i + 1] != 0)) {
                kept[i] = 0;
                kept[i + 1] = 0;
            }
        }
        return kept;
    }
}
