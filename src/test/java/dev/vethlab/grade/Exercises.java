package dev.vethlab.grade;

import dev.vethlab.explain.diagnosis.Diagnoses;
import dev.vethlab.explain.diagnosis.Diagnosis;
import dev.vethlab.explain.diagnosis.DiagnosisLimits;
import dev.vethlab.explain.diagnosis.DiagnosisQuestion;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.Transport;
import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.catalogue.CatalogueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The exercises of the catalogue, for tests. */
final class Exercises {

    static final Catalogue CATALOGUE = Catalogue.load();
    static final Map<String, Rubric> RUBRICS = Rubrics.load().all();

    private Exercises() {}

    static CatalogueEntry entry(String id) {
        return CATALOGUE.find(id).orElseThrow();
    }

    static boolean isAboutPing(String id) {
        return RUBRICS.get(id).checks().get(0).ping() != null;
    }

    /** What an exercise is about: that of its first check. */
    static Probe probe(String id) {
        Check check = RUBRICS.get(id).checks().get(0);
        if (check.tcp() != null) {
            return check.tcp().over(Transport.TCP);
        }
        if (check.udp() != null) {
            return check.udp().over(Transport.UDP);
        }
        return ping(id);
    }

    /** The ping that an exercise is about. */
    static PingRequest ping(String id) {
        PingRequest ping = RUBRICS.get(id).checks().get(0).ping();
        if (ping == null) {
            throw new IllegalStateException(id);
        }
        return ping;
    }

    static Lab lab(String profile, List<String> script) {
        Lab lab = new Lab(
                "test",
                new LabSettings("test", Profile.of(profile).orElseThrow(), 1, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        for (String line : script) {
            CommandResult result = run(lab, line);
            if (!result.succeeded()) {
                throw new IllegalStateException(line + ": " + result.stderr());
            }
        }
        return lab;
    }

    static Lab lab(String id) {
        return lab(entry(id).profile(), entry(id).script());
    }

    static CommandResult run(Lab lab, String line) {
        try {
            return lab.change(OptionalLong.empty(), session -> session.run(line));
        } catch (CommandFailedException | StaleRevisionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Diagnosis diagnosis(String id) {
        return Diagnoses.of(lab(id), new DiagnosisQuestion(probe(id), true, Optional.empty()), DiagnosisLimits.DEFAULT);
    }
}
