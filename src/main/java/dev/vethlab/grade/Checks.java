package dev.vethlab.grade;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.Transport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Runs checks, in their order. */
public final class Checks {

    private static final String HIDDEN = "a hidden check";

    private Checks() {}

    /**
     * Runs checks on a copy of a lab, which is not touched.
     *
     * @throws InvalidRubricException when a check says nothing to look at, or more than one thing
     */
    public static Report of(Lab lab, List<Check> checks) throws InvalidRubricException {
        validate(checks, "/checks");
        return Report.of(run(lab.copy(lab.id(), Instant.EPOCH), checks, Long.MAX_VALUE));
    }

    static void validate(List<Check> checks, String pointer) throws InvalidRubricException {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            if (check.subjects() != 1) {
                throw new InvalidRubricException(
                        pointer + "/" + i,
                        "must have exactly one of ping, tcp, udp, seen, sysctl, address, route, neighbor, link, fdb and"
                                + " command");
            }
            if (check.isOfPort() && check.tcp() == null && check.udp() == null) {
                throw new InvalidRubricException(
                        pointer + "/" + i + "/expect",
                        "\"" + check.expect() + "\" can be expected of tcp and udp alone");
            }
            if (!ids.add(check.id())) {
                throw new InvalidRubricException(
                        pointer + "/" + i + "/id", "the id \"" + check.id() + "\" is there twice");
            }
        }
    }

    /** Runs checks on a lab that nobody else uses. */
    static List<Report.Result> run(Lab lab, List<Check> checks, long mostEvents) {
        List<Report.Result> results = new ArrayList<>();
        for (Check check : checks) {
            boolean spent = lab.read(kernel -> kernel.machine().events()) > mostEvents;
            Finding finding = spent
                    ? Finding.failed("it was not looked at: the submission has used up all the work that it may cost")
                    : look(lab, check);
            results.add(result(check, finding));
        }
        return results;
    }

    private static Finding look(Lab lab, Check check) {
        try {
            return lab.change(OptionalLong.empty(), session -> look(session, check));
        } catch (LimitReachedException limit) {
            return Finding.failed(String.valueOf(limit.getMessage()));
        } catch (StaleRevisionException | CommandFailedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Finding look(LabSession session, Check check) {
        if (check.ping() != null) {
            return Reachability.ping(session, check.ping(), !check.isNegative());
        }
        if (check.tcp() != null) {
            return Reachability.connection(
                    session, check.tcp().over(Transport.TCP), Optional.ofNullable(check.expect()));
        }
        if (check.udp() != null) {
            return Reachability.connection(
                    session, check.udp().over(Transport.UDP), Optional.ofNullable(check.expect()));
        }
        if (check.seen() != null) {
            return SeenPackets.look(session.kernel(), check.seen(), !check.isNegative());
        }
        return StateChecks.look(session, check);
    }

    private static Report.Result result(Check check, Finding finding) {
        boolean passed = finding.status() == CheckStatus.PASSED;
        boolean open = !check.isHidden();
        return new Report.Result(
                check.id(),
                open ? check.title() : null,
                finding.status(),
                passed ? check.worth() : BigDecimal.ZERO,
                check.worth(),
                check.isHidden(),
                open ? finding.detail() : HIDDEN,
                open ? finding.evidence() : "",
                passed ? null : check.feedback());
    }
}
