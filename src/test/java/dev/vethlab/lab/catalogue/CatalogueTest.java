package dev.vethlab.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.lab.topology.TopologyDocument;
import dev.vethlab.lab.topology.TopologyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ready-made lab can be made, and keeps what it promises. */
class CatalogueTest {

    static List<String> all() {
        return Catalogue.load().entries().stream().map(CatalogueEntry::id).toList();
    }

    static List<String> worlds() {
        return Catalogue.load().entries().stream()
                .filter(entry -> !entry.promises().isEmpty())
                .map(CatalogueEntry::id)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyEntryIsMadeOfCommandsThatSucceed(String id) throws Exception {
        CatalogueEntry entry = Catalogue.load().find(id).orElseThrow();

        assertThat(entry.title()).isNotBlank();
        assertThat(entry.text()).isNotBlank();
        made(entry);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aWorldKeepsWhatItPromises(String id) throws Exception {
        CatalogueEntry entry = Catalogue.load().find(id).orElseThrow();
        Lab lab = made(entry);

        keepsPromises(lab, entry);

        assertThat(entry.promises()).extracting(CatalogueEntry.Promise::works).contains(true, false);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void soDoesALabMadeOfItsDocument(String id) throws Exception {
        CatalogueEntry entry = Catalogue.load().find(id).orElseThrow();
        TopologyDocument document = TopologyReader.read(made(entry));
        List<List<String>> commands = TopologyBuild.commands(document);
        Lab lab = lab(entry);
        lab.change(OptionalLong.empty(), session -> {
            TopologyBuild.apply(session, commands);
            return true;
        });
        for (String line : entry.script()) {
            if (line.endsWith("&")) {
                run(lab, line);
            }
        }

        keepsPromises(lab, entry);
    }

    private static void keepsPromises(Lab lab, CatalogueEntry entry) throws Exception {
        for (CatalogueEntry.Promise promise : entry.promises()) {
            CommandResult result = run(lab, promise.command());
            assertThat(result.succeeded())
                    .as("%s: %s%s", promise.command(), result.stdout(), result.stderr())
                    .isEqualTo(promise.works());
            assertThat(result.stderr()).doesNotContain("not simulated", "not found");
        }
    }

    private static CommandResult run(Lab lab, String line) throws Exception {
        return lab.change(OptionalLong.empty(), session -> session.run(line));
    }

    private static Lab made(CatalogueEntry entry) throws Exception {
        Lab lab = lab(entry);
        for (String line : entry.script()) {
            CommandResult result = run(lab, line);
            assertThat(result.succeeded()).as("%s: %s", line, result.stderr()).isTrue();
        }
        return lab;
    }

    private static Lab lab(CatalogueEntry entry) {
        Profile profile = Profile.of(entry.profile()).orElseThrow();
        return new Lab(
                entry.id(),
                new LabSettings(entry.id(), profile, 1, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
    }
}
