package dev.vethlab.wire.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.RandomPackets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpdumpGoldenTest {

    /** Packets of a real lab (pings, fragments, errors, TCP, IGMP, IPv6, a bridge), and packets drawn by lot. */
    @ParameterizedTest
    @ValueSource(strings = {"lab.txt", "odd.txt"})
    void everyPacketIsPrintedAsTcpdumpPrintedIt(String file) throws IOException {
        TcpdumpPrinter printer = new TcpdumpPrinter();
        List<TcpdumpGolden> goldens = read(file);
        assertThat(goldens).hasSizeGreaterThan(50);
        for (TcpdumpGolden golden : goldens) {
            assertThat(printer.printEthernet(golden.frame()))
                    .as(TcpdumpGolden.hex(golden.frame()))
                    .isEqualTo(golden.text());
        }
    }

    @Test
    void aPacketOfADeviceWithoutLinkHeaderIsPrintedFromItsIpHeaderOn() {
        Ipv4Packet packet = new RandomPackets(7).ipv4();
        EthernetFrame frame = EthernetFrame.parse(new byte[14]);
        EthernetFrame around = new EthernetFrame(frame.destination(), frame.source(), EthernetFrame.TYPE_IPV4, packet);
        assertThat(new TcpdumpPrinter().printRaw(Bytes.of(packet.encode()))).isEqualTo(TcpdumpPrinter.line(around));
        assertThat(new TcpdumpPrinter().printRaw(Bytes.of((byte) 0x50, (byte) 0)))
                .isEqualTo("unknown ip 5");
        assertThat(new TcpdumpPrinter().printRaw(Bytes.EMPTY)).isEqualTo(" [|ipn]");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void anyBytesArePrinted(long seed) {
        RandomPackets packets = new RandomPackets(seed);
        OddPackets odd = new OddPackets(seed);
        TcpdumpPrinter printer = new TcpdumpPrinter();
        for (int i = 0; i < 5000; i++) {
            assertThat(printer.printEthernet(odd.next())).isNotEmpty();
            assertThat(printer.printEthernet(packets.bytes(i % 100))).isNotEmpty();
            printer.printRaw(packets.bytes(i % 100));
        }
    }

    private static List<TcpdumpGolden> read(String file) throws IOException {
        try (InputStream stream = TcpdumpGoldenTest.class.getResourceAsStream(file)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(TcpdumpGolden::read).toList();
        }
    }
}
