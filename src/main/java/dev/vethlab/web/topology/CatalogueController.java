package dev.vethlab.web.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.catalogue.CatalogueEntry;
import dev.vethlab.lab.topology.TopologyDocument;
import dev.vethlab.lab.topology.TopologyReader;
import dev.vethlab.web.page.Page;
import dev.vethlab.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/topologies")
class CatalogueController {

    /**
     * A ready-made lab as clients read it.
     *
     * @param profile the profile that it is meant for
     * @param script the commands that build it
     * @param attempts commands worth trying in it
     */
    record EntryView(
            String id,
            String title,
            String text,
            String profile,
            List<String> script,
            @JsonProperty("try") List<String> attempts,
            TopologyDocument topology) {}

    private final Catalogue catalogue;
    private final Map<CatalogueEntry, EntryView> views = new ConcurrentHashMap<>();

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    Map<String, Object> list(Page page) {
        return page.of("topologies", catalogue.entries(), this::view);
    }

    @GetMapping("/{topology}")
    EntryView read(@PathVariable String topology) {
        return catalogue
                .find(topology)
                .map(this::view)
                .orElseThrow(() ->
                        ProblemException.notFound("topology", topology, "GET /api/v1/topologies lists the catalogue."));
    }

    /** The view of an entry, which is made when it is asked for first. */
    private EntryView view(CatalogueEntry entry) {
        return views.computeIfAbsent(entry, CatalogueController::built);
    }

    /** The entry with its document, which is read from a lab that its script was run in. */
    private static EntryView built(CatalogueEntry entry) {
        Profile profile = Profile.of(entry.profile()).orElseThrow();
        LabSettings settings = new LabSettings(entry.id(), profile, 1, Duration.ofHours(1));
        Lab lab = new Lab(entry.id(), settings, LabLimits.DEFAULT, Instant.EPOCH);
        try {
            lab.change(OptionalLong.empty(), session -> {
                for (String line : entry.script()) {
                    var result = session.run(line);
                    if (!result.succeeded()) {
                        throw new CommandFailedException(result);
                    }
                }
                return lab;
            });
        } catch (CommandFailedException | StaleRevisionException failure) {
            throw new IllegalStateException("catalogue/" + entry.id() + ": " + failure.getMessage(), failure);
        }
        return new EntryView(
                entry.id(),
                entry.title(),
                entry.text(),
                entry.profile(),
                entry.script(),
                entry.attempts(),
                TopologyReader.read(lab));
    }
}
