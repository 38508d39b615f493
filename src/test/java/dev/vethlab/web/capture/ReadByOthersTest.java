package dev.vethlab.web.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.Surrounding;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.tool.tcpdump.CaptureFilter;
import dev.vethlab.tool.tcpdump.FilterException;
import dev.vethlab.tool.tcpdump.FilterSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tshark and tcpdump read every file that a lab makes, without a warning and without a malformed packet. */
class ReadByOthersTest {

    private static final List<String> SCRIPT = List.of(
            "ip link set lo up",
            "ip netns add red",
            "ip netns add blue",
            "ip link add r netns red type veth peer name b0 netns blue",
            "ip -n red addr add 10.1.0.1/24 dev r",
            "ip -n blue addr add 10.1.0.2/24 dev b0",
            "ip -n red link set r up",
            "ip -n blue link set b0 up",
            "ip -n red route add default via 10.1.0.2",
            "ip netns exec blue sysctl -w net.ipv4.ip_forward=1",
            "ip netns exec red ping -c 1 10.1.0.2",
            "ip netns exec red ping -c 1 -s 4000 10.1.0.2",
            "ip netns exec red ping -c 1 -R 10.1.0.2",
            "ip netns exec red ping -c 1 -T tsandaddr 10.1.0.2",
            "ip netns exec red ping -c 1 -W 1 203.0.113.9",
            "ip netns exec red ping -c 1 -t 1 -W 1 203.0.113.9",
            "ip netns exec red traceroute -n -q 1 -N 1 -w 1 10.1.0.2",
            "ip netns exec red arping -c 1 -w 1 -I r 10.1.0.2",
            "ip link add veth0 type veth peer name veth1",
            "ip addr add 10.2.0.2/24 dev veth0",
            "ip addr add 10.2.0.3/24 dev veth1",
            "ip link set veth0 up",
            "ip link set veth1 up",
            "ping -I veth0 -c 1 10.2.0.3",
            "ping -c 1 10.2.0.3");

    @TempDir
    private Path folder;

    @BeforeEach
    void bothAreInstalled() {
        Surrounding.requirePrograms(getClass(), "tshark", "tcpdump");
    }

    @Test
    void everyInterfaceAsPcap() throws Exception {
        Lab lab = lab();
        for (Capture capture : captures(lab)) {
            Path file = folder.resolve(capture.namespace() + "-" + capture.device() + ".pcap");
            byte[] pcap = lab.read(kernel -> CaptureFiles.pcap(kernel, capture, all()));
            Files.write(file, pcap);
            isReadWhole(file, capture.size());
            assertThat(output("tcpdump", "-nnt", "-r", file.toString()))
                    .as("tcpdump of %s", capture.device())
                    .isEqualTo(lines(lab.read(kernel -> CaptureFiles.text(kernel, capture, all()))));
        }
    }

    @Test
    void theWholeLabAsPcapng() throws Exception {
        Lab lab = lab();
        Path file = folder.resolve("lab.pcapng");
        byte[] pcapng = lab.read(CaptureFiles::pcapng);
        Files.write(file, pcapng);
        int packets = captures(lab).stream().mapToInt(Capture::size).sum();

        isReadWhole(file, packets);
        assertThat(output("tcpdump", "-nn", "-r", file.toString()).stream()
                        .filter(line -> !line.startsWith("\t"))
                        .count())
                .isEqualTo(packets);
    }

    private static CaptureFilter all() {
        try {
            return CaptureFilter.compile("", FilterSource.FILE);
        } catch (FilterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void isReadWhole(Path file, int packets) throws Exception {
        List<String> frames = output(
                "tshark", "-n", "-r", file.toString(), "-T", "fields", "-e", "frame.number", "-e", "_ws.malformed");
        assertThat(frames)
                .hasSize(packets)
                .allSatisfy(line -> assertThat(line.strip()).matches("\\d+"));
    }

    private static List<Capture> captures(Lab lab) {
        return lab.read(kernel -> kernel.machine().captures().all());
    }

    private static Lab lab() throws Exception {
        Lab lab = new Lab(
                "lab",
                new LabSettings("lab", Profile.NAMESPACE, 3, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        lab.change(OptionalLong.empty(), session -> {
            SCRIPT.forEach(session::run);
            return true;
        });
        return lab;
    }

    /** The lines of standard output; standard error may say what is being read, and nothing else. */
    private static List<String> output(String... command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("complaints", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> unexpected = new ArrayList<>(Files.readAllLines(complaints));
        Files.delete(complaints);
        unexpected.removeIf(line ->
                line.isBlank() || line.startsWith("reading from file") || line.startsWith("Running as user \"root\""));
        assertThat(unexpected).as("complaints of %s", command[0]).isEmpty();
        assertThat(process.exitValue()).isZero();
        return lines(text);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
