package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.ConnectionRequest;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.ProbeRun;
import dev.vethlab.lab.StaleRevisionException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Forks of one lab, on which changes are tried; counts what that costs. */
final class Trial {

    /** What came of a try. */
    record Outcome(ProbeRun run, Lab fork) {

        boolean succeeded() {
            return run.succeeded();
        }

        Failure failure() {
            Failure failure = Failure.of(run, fork.read(Surroundings::of));
            Map<String, String> rulesets = new LinkedHashMap<>();
            for (String name : failure.filtering()) {
                rulesets.put(name, print(fork, Change.line(name, List.of("nft", "-a", "list", "ruleset"))));
            }
            return failure.with(rulesets, switches(failure));
        }

        private String switches(Failure failure) {
            List<String> bridges = failure.around().stations().stream()
                    .filter(station -> station.kind().equals("openvswitch"))
                    .map(Station::device)
                    .toList();
            StringBuilder text = new StringBuilder(bridges.isEmpty() ? "" : print(fork, "ovs-vsctl show"));
            bridges.forEach(bridge -> text.append(print(fork, "ovs-ofctl dump-flows " + bridge)));
            return text.toString();
        }
    }

    private final Lab lab;
    private final long mostEvents;
    private long events;
    private int tries;

    /**
     * @param lab a lab of its own, which nobody else uses
     * @param mostEvents the most events that all tries together may cost
     */
    Trial(Lab lab, long mostEvents) {
        this.lab = lab;
        this.mostEvents = mostEvents;
    }

    int tries() {
        return tries;
    }

    /** Whether no more events may be spent. */
    boolean isSpent() {
        return events > mostEvents;
    }

    /** A fork on which commands have been run; empty where one of them failed. */
    Optional<Lab> fork(List<String> commands, boolean allMustSucceed) {
        Lab fork = lab.copy(lab.id(), Instant.EPOCH);
        try {
            boolean done = fork.change(OptionalLong.empty(), session -> {
                for (String command : commands) {
                    if (!session.run(command).succeeded() && allMustSucceed) {
                        return false;
                    }
                }
                return true;
            });
            return done ? Optional.of(fork) : Optional.empty();
        } catch (LimitReachedException | StaleRevisionException | CommandFailedException refused) {
            return Optional.empty();
        } finally {
            events += cost(fork);
        }
    }

    /** Tries changes; empty where one of them cannot be made. */
    Optional<Outcome> attempt(List<String> commands, Probe probe, boolean allMustSucceed) {
        tries++;
        return fork(commands, allMustSucceed).map(fork -> new Outcome(send(fork, probe), fork));
    }

    /** Sends a probe on a fork. */
    ProbeRun send(Lab fork, Probe probe) {
        long before = cost(fork);
        try {
            return fork.change(OptionalLong.empty(), session -> send(session, probe));
        } catch (StaleRevisionException | CommandFailedException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            events += cost(fork) - before;
        }
    }

    private static ProbeRun send(LabSession session, Probe probe) {
        if (probe instanceof PingRequest ping) {
            return session.ping(ping);
        }
        return ((ConnectionRequest) probe).in(session);
    }

    private static String print(Lab fork, String command) {
        try {
            return fork.change(OptionalLong.empty(), session -> session.run(command))
                    .stdout();
        } catch (StaleRevisionException | CommandFailedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long cost(Lab fork) {
        return fork.read(kernel -> kernel.machine().events()) + fork.revision();
    }
}
