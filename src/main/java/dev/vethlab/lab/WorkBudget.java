package dev.vethlab.lab;

import dev.vethlab.kernel.machine.Machine;
import java.util.Optional;

/**
 * What one change may still cost, whatever it consists of: events, output, and the time of whoever waits for it. A command that it
 * stops keeps what it did and saw; commands after that are not begun.
 */
final class WorkBudget {

    /** What a shell says of a program that was killed by SIGKILL. */
    private static final int STOPPED = 137;

    private final LabLimits limits;
    private final long startNs = System.nanoTime();
    private long events;
    private long output;
    private long eventsBefore;

    WorkBudget(LabLimits limits) {
        this.limits = limits;
    }

    /** Lets a machine work on one command. */
    void grant(Machine machine) {
        eventsBefore = machine.events();
        machine.grant(
                Math.min(limits.events(), limits.requestEvents() - events), limits.virtualTimeNs(), this::isInTime);
    }

    /**
     * Counts what the command took that the machine was last let work on.
     *
     * @return after how many events it was stopped for the sake of this budget; 0 where it was not
     */
    long spend(Machine machine, CommandResult result) {
        events += machine.events() - eventsBefore;
        output += result.stdout().length() + result.stderr().length();
        return machine.isOutOfEvents() && machine.eventLimit() < limits.events() ? machine.eventLimit() : 0;
    }

    /** The events spent so far. */
    long events() {
        return events;
    }

    /** The name of the limit that is reached, as in the configuration; empty where there is something left. */
    Optional<String> exhausted() {
        if (events >= limits.requestEvents()) {
            return Optional.of("requestEvents");
        }
        if (output >= limits.outputBytes()) {
            return Optional.of("outputBytes");
        }
        return isInTime() ? Optional.empty() : Optional.of("requestTime");
    }

    /** What becomes of a command line for which nothing is left. */
    static CommandResult notBegun(String line, String limit) {
        return new CommandResult(
                line,
                STOPPED,
                "",
                "lab: not begun: the limit vethlab.limits." + limit + " of one request is reached\n",
                Optional.empty());
    }

    /** A limit in figures. */
    LimitReachedException refusal(String limit) {
        return new LimitReachedException(
                limit,
                switch (limit) {
                    case "requestEvents" -> limits.requestEvents();
                    case "outputBytes" -> limits.outputBytes();
                    default -> limits.requestTimeNs() / 1_000_000_000L;
                });
    }

    private boolean isInTime() {
        return System.nanoTime() - startNs < limits.requestTimeNs();
    }
}
