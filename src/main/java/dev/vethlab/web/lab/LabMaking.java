package dev.vethlab.web.lab;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.catalogue.CatalogueEntry;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.lab.topology.TopologyBuild;
import dev.vethlab.web.observation.Figures;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.security.Callers;
import dev.vethlab.web.settings.LimitSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes labs from what clients ask for, within the limits. */
@Component
class LabMaking {

    private static final long DEFAULT_SEED = 1;

    private final LabStore labs;
    private final Catalogue catalogue;
    private final LimitSettings limits;
    private final InstantSource clock;
    private final Callers callers;
    private final Figures figures;

    LabMaking(
            LabStore labs,
            Catalogue catalogue,
            LimitSettings limits,
            InstantSource clock,
            Callers callers,
            Figures figures) {
        this.callers = callers;
        this.figures = figures;
        this.labs = labs;
        this.catalogue = catalogue;
        this.limits = limits;
        this.clock = clock;
    }

    /** A new lab, kept under a new id. */
    Lab make(NewLab wanted) throws CommandFailedException, StaleRevisionException, InvalidTopologyException {
        if (wanted.template() != null && wanted.topology() != null) {
            throw ProblemException.invalid("/topology", "give a template or a topology, not both");
        }
        if (Boolean.TRUE.equals(wanted.ipv6())) {
            throw new ProblemException(
                    ProblemKind.NOT_SIMULATED,
                    "IPv6 is not simulated yet: leave ipv6 out, or make it false.",
                    List.of(new FieldProblem("/ipv6", "must be false")));
        }
        CatalogueEntry template = wanted.template() == null ? null : template(wanted.template());
        LabSettings settings = new LabSettings(
                wanted.name() != null ? wanted.name() : template != null ? template.id() : "lab",
                wanted.profile() != null
                        ? profile(wanted.profile())
                        : template != null ? profile(template.profile()) : Profile.KERNEL,
                wanted.seed() == null ? DEFAULT_SEED : wanted.seed(),
                timeToLive(wanted.ttlSeconds()),
                callers.current().name());
        Lab lab = new Lab(Ids.next(), settings, limits.forLab(), clock.instant());
        lab.meterWith(figures);
        if (template != null) {
            run(lab, template.script());
        }
        if (wanted.topology() != null) {
            build(lab, TopologyBuild.commands(wanted.topology()));
        }
        labs.add(lab);
        figures.made();
        return lab;
    }

    /** A lab of the catalogue under an id of its maker's choice, kept for ever. */
    Lab make(String id, String templateId, String profileId) throws CommandFailedException, StaleRevisionException {
        CatalogueEntry template = template(templateId);
        LabSettings settings = new LabSettings(template.id(), profile(profileId), DEFAULT_SEED, LimitSettings.FOR_EVER);
        Lab lab = new Lab(id, settings, limits.forLab(), clock.instant());
        run(lab, template.script());
        labs.add(lab);
        return lab;
    }

    /** A new lab in the same state as another. */
    Lab copy(Lab lab, @Nullable String name) {
        Lab copy = lab.copy(Ids.next(), clock.instant());
        LabSettings settings = name == null ? copy.settings() : copy.settings().withName(name);
        if (settings.timeToLive().equals(LimitSettings.FOR_EVER)) {
            settings = settings.withTimeToLive(limits.timeToLive());
        }
        copy.configure(settings.withOwner(callers.current().name()));
        labs.add(copy);
        figures.made();
        return copy;
    }

    /** Changes a lab's name or its time to live. */
    void change(Lab lab, LabChanges changes) {
        LabSettings settings = lab.settings();
        if (changes.name() != null) {
            settings = settings.withName(changes.name());
        }
        if (changes.ttlSeconds() != null) {
            settings = settings.withTimeToLive(timeToLive(changes.ttlSeconds()));
        }
        lab.configure(settings);
    }

    private Duration timeToLive(@Nullable Long seconds) {
        if (seconds == null) {
            return limits.timeToLive();
        }
        long most = limits.longestTimeToLive().toSeconds();
        if (seconds > most) {
            throw ProblemException.invalid("/ttlSeconds", "must be 1 to " + most);
        }
        return Duration.ofSeconds(seconds);
    }

    private CatalogueEntry template(String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> ProblemException.invalid(
                        "/template",
                        "there is no \"" + id + "\" in the catalogue; there are "
                                + catalogue.entries().stream()
                                        .map(CatalogueEntry::id)
                                        .toList()));
    }

    private static Profile profile(String id) {
        return Profile.of(id)
                .orElseThrow(() -> ProblemException.invalid(
                        "/profile",
                        "must be one of "
                                + Arrays.stream(Profile.values())
                                        .map(Profile::id)
                                        .toList()));
    }

    private static void run(Lab lab, List<String> script) throws CommandFailedException, StaleRevisionException {
        lab.change(OptionalLong.empty(), session -> {
            for (String line : script) {
                var result = session.run(line);
                if (!result.succeeded()) {
                    throw new CommandFailedException(result);
                }
            }
            return lab;
        });
    }

    private static void build(Lab lab, List<List<String>> commands)
            throws CommandFailedException, StaleRevisionException {
        lab.change(OptionalLong.empty(), session -> {
            for (List<String> command : commands) {
                session.require(command);
            }
            return lab;
        });
    }
}
