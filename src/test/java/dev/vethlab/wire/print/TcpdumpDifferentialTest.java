package dev.vethlab.wire.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.pcap.Capture;
import dev.vethlab.tool.pcap.CapturedPacket;
import dev.vethlab.tool.pcap.Direction;
import dev.vethlab.tool.pcap.LinkType;
import dev.vethlab.tool.pcap.PcapWriter;
import dev.vethlab.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the real tcpdump 4.99.3; runs where {@code -Dvethlab.tcpdump=true} says that it is installed. */
@EnabledIfSystemProperty(named = "vethlab.tcpdump", matches = "true")
class TcpdumpDifferentialTest {

    private static final int PACKETS = 20000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyPacketIsPrintedAsTcpdumpPrintsIt(long seed) throws Exception {
        OddPackets odd = new OddPackets(seed);
        List<Bytes> frames = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            frames.add(odd.next());
        }
        List<String> theirs = tcpdump(folder, frames);
        assertThat(theirs).hasSize(frames.size());
        TcpdumpPrinter printer = new TcpdumpPrinter();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            String ours = printer.printEthernet(frames.get(i));
            if (!ours.equals(theirs.get(i))) {
                differences.add(TcpdumpGolden.hex(frames.get(i)) + "\n- " + theirs.get(i) + "\n+ " + ours);
            }
        }
        assertThat(differences)
                .as("all but the few packets that happen to be of a protocol that is not decoded")
                .hasSizeLessThan(PACKETS / 500);
    }

    /** What tcpdump prints, packet by packet. */
    static List<String> tcpdump(Path folder, List<Bytes> frames) throws IOException, InterruptedException {
        List<CapturedPacket> packets = new ArrayList<>();
        for (Bytes frame : frames) {
            packets.add(new CapturedPacket(packets.size(), Direction.OUTBOUND, frame, Optional.empty()));
        }
        Path file = folder.resolve("packets.pcap");
        Files.write(file, PcapWriter.bytes(new Capture("eth0", LinkType.ETHERNET, packets)));
        Process process = new ProcessBuilder("tcpdump", "-nnt", "--number", "-r", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).isZero();
        return byNumber(text);
    }

    /** Packets may take several lines; each begins with its number. */
    private static List<String> byNumber(String text) {
        List<String> packets = new ArrayList<>();
        for (String line : text.split("\n")) {
            String prefix = String.format("%5d  ", packets.size() + 1);
            if (line.startsWith(prefix)) {
                packets.add(line.substring(prefix.length()));
            } else {
                packets.set(packets.size() - 1, packets.get(packets.size() - 1) + "\n" + line);
            }
        }
        return packets;
    }
}
