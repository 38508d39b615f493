package dev.vethlab.lab.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.topology.TopologyDocument;
import dev.vethlab.lab.topology.TopologyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drawings and files of other programs know every kind of device. */
class ExportTest {

    private final Lab lab = new Lab(
            "lab", new LabSettings("lab", Profile.KERNEL, 1, Duration.ofHours(1)), LabLimits.DEFAULT, Instant.EPOCH);

    @BeforeEach
    void aBridgeWithAPortAndAVlan() throws Exception {
        for (String line : List.of(
                "ip netns add red",
                "ip link add br0 type bridge vlan_filtering 1",
                "ip link add v0 type veth peer name eth0 netns red",
                "ip link set v0 master br0 up",
                "ip link add link v0 name v0.7 type vlan id 7",
                "docker network create front",
                "ping -c 1 -W 1 127.0.0.1")) {
            CommandResult result = lab.change(OptionalLong.empty(), session -> session.run(line));
            assertThat(result.succeeded()).as(line).isTrue();
        }
    }

    private TopologyDocument document() {
        return TopologyReader.read(lab);
    }

    @Test
    void aDrawingShowsKindsPortsAndWhatIsAboveWhat() {
        String mermaid = Mermaid.of(document());
        String dot = Dot.of(document());

        assertThat(mermaid)
                .contains("[\"br0 (down)<br/>bridge\"]")
                .contains("[\"v0.7 (down)<br/>vlan\"]")
                .containsPattern("d\\d+ --- d\\d+")
                .containsPattern("d\\d+ --> d\\d+")
                .containsPattern("d\\d+ -\\.-> d\\d+");
        assertThat(dot).contains("style=bold").contains("style=dashed").contains("br0 (down)\\nbridge");
    }

    @Test
    void containerlabIsToldWhatItCannotMakeByItself() {
        assertThat(Containerlab.of("lab", document()))
                .contains("ip link add name br0 type bridge vlan_filtering 1")
                .contains("ip link add link v0 name v0.7 type vlan id 7")
                .contains("ip link set dev v0 master br0");
    }

    @Test
    void aShellScriptDoesWhatLinuxCanAndNamesWhatTheLabSimulates() {
        String script = ShellScript.of(lab.settings(), lab.effectiveJournal());

        assertThat(script)
                .contains("\nip link set v0 master br0 up\n")
                .contains("\n# simulated by the lab: docker network create front\n")
                .doesNotContain("ping");
    }
}
