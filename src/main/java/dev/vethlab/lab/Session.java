package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.machine.Machine;
import java.util.List;
import java.util.Optional;

/** One change of a lab: runs what it consists of and notes it in the journal. */
final class Session implements LabSession {

    private final JournaledMachine lab;
    private final long change;
    private final WorkBudget budget;
    private boolean traced;
    private int commands;
    private int pingRuns;

    Session(JournaledMachine lab) {
        this.lab = lab;
        this.change = lab.journal().size() + 1L;
        this.budget = new WorkBudget(lab.limits());
    }

    @Override
    public void trace() {
        traced = true;
    }

    @Override
    public Kernel kernel() {
        return lab.machine().kernel();
    }

    @Override
    public CommandResult run(String line) {
        checkRoom(line.length());
        Optional<String> limit = budget.exhausted();
        if (limit.isPresent()) {
            return WorkBudget.notBegun(line, limit.get());
        }
        Machine clock = kernel().machine();
        long atNs = clock.nowNs();
        long changes = clock.changes();
        long requests = clock.requests();
        LabMachine machine = machine();
        commands++;
        CommandResult result = traced ? machine.runTraced(line) : machine.run(line);
        long stoppedAfter = budget.spend(clock, result);
        if (clock.changes() != changes) {
            note(atNs, new Operation.CommandLine(line, traced), result.exitCode(), stoppedAfter);
            if (clock.requests() != requests) {
                LabSize.of(kernel()).check(lab.limits());
            }
        }
        return result;
    }

    @Override
    public CommandResult require(List<String> words) throws CommandFailedException {
        Optional<String> limit = budget.exhausted();
        if (limit.isPresent()) {
            throw budget.refusal(limit.get());
        }
        CommandResult result = run(ShellQuoting.join(words));
        if (!result.succeeded()) {
            throw new CommandFailedException(result);
        }
        return result;
    }

    @Override
    public PingRun ping(PingRequest request) {
        Operation.Ping operation = new Operation.Ping(Ids.next(), request);
        checkRoom(operation.shell().length());
        long atNs = kernel().machine().nowNs();
        pingRuns++;
        PingRun run = machine().ping(operation);
        note(atNs, operation, run.result().exitCode(), budget.spend(kernel().machine(), run.result()));
        return run;
    }

    @Override
    public ConnectionRun connect(ConnectionRequest request) {
        Operation.CommandLine operation = new Operation.CommandLine(request.line(), true);
        checkRoom(operation.text().length());
        long atNs = kernel().machine().nowNs();
        commands++;
        ConnectionRun run = machine().connect(request);
        note(atNs, operation, run.result().exitCode(), budget.spend(kernel().machine(), run.result()));
        return run;
    }

    @Override
    public void clearCaptures() {
        checkRoom(0);
        lab.machine().apply(new Operation.ClearCaptures());
        note(kernel().machine().nowNs(), new Operation.ClearCaptures(), 0);
    }

    @Override
    public void reboot() {
        checkRoom(0);
        lab.reboot();
        note(0, new Operation.Reboot(), 0);
    }

    /** Takes a step back or forth in what was done: the machine is what the journal then leads to. */
    void step(Operation undoOrRedo) {
        checkRoom(0);
        note(kernel().machine().nowNs(), undoOrRedo, 0);
        lab.forgetMachine();
    }

    /** Tells what the change took. */
    void tell(LabMeter meter) {
        meter.worked(commands, pingRuns, budget.events());
    }

    private LabMachine machine() {
        LabMachine machine = lab.machine();
        machine.grantBy(budget::grant);
        return machine;
    }

    private void checkRoom(int characters) {
        LabLimits limits = lab.limits();
        if (lab.journal().size() >= limits.journal()) {
            throw new LimitReachedException("journal", limits.journal());
        }
        if (lab.journal().characters() + characters > limits.journalBytes()) {
            throw new LimitReachedException("journalBytes", limits.journalBytes());
        }
        if (characters > 0 && kernel().machine().events() >= limits.labEvents()) {
            throw new LimitReachedException("labEvents", limits.labEvents());
        }
    }

    private void note(long atNs, Operation operation, int exitCode) {
        note(atNs, operation, exitCode, 0);
    }

    private void note(long atNs, Operation operation, int exitCode, long stoppedAfter) {
        lab.journal().add(new JournalEntry(lab.journal().size() + 1L, change, atNs, operation, exitCode, stoppedAfter));
    }
}
