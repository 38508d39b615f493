package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.machine.Machine;
import java.util.List;

/** One change of a lab: runs what it consists of and notes it in the journal. */
final class Session implements LabSession {

    private final JournaledMachine lab;
    private final long change;
    private boolean traced;

    Session(JournaledMachine lab) {
        this.lab = lab;
        this.change = lab.journal().size() + 1L;
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
        checkRoom();
        Machine clock = kernel().machine();
        long atNs = clock.nowNs();
        long changes = clock.changes();
        CommandResult result = traced ? lab.machine().runTraced(line) : lab.machine().run(line);
        if (clock.changes() != changes) {
            note(atNs, new Operation.CommandLine(line, traced), result.exitCode());
            LabSize.of(kernel()).check(lab.limits());
        }
        return result;
    }

    @Override
    public CommandResult require(List<String> words) throws CommandFailedException {
        CommandResult result = run(ShellQuoting.join(words));
        if (!result.succeeded()) {
            throw new CommandFailedException(result);
        }
        return result;
    }

    @Override
    public PingRun ping(PingRequest request) {
        checkRoom();
        long atNs = kernel().machine().nowNs();
        Operation.Ping operation = new Operation.Ping(Ids.next(), request);
        PingRun run = lab.machine().ping(operation);
        note(atNs, operation, run.result().exitCode());
        return run;
    }

    @Override
    public ConnectionRun connect(ConnectionRequest request) {
        checkRoom();
        long atNs = kernel().machine().nowNs();
        ConnectionRun run = lab.machine().connect(request);
        note(atNs, new Operation.CommandLine(request.line(), true), run.result().exitCode());
        return run;
    }

    @Override
    public void clearCaptures() {
        checkRoom();
        lab.machine().apply(new Operation.ClearCaptures());
        note(kernel().machine().nowNs(), new Operation.ClearCaptures(), 0);
    }

    @Override
    public void reboot() {
        checkRoom();
        lab.reboot();
        note(0, new Operation.Reboot(), 0);
    }

    /** Takes a step back or forth in what was done: the machine is what the journal then leads to. */
    void step(Operation undoOrRedo) {
        checkRoom();
        note(kernel().machine().nowNs(), undoOrRedo, 0);
        lab.forgetMachine();
    }

    private void checkRoom() {
        if (lab.journal().size() >= lab.limits().journal()) {
            throw new LimitReachedException("journal", lab.limits().journal());
        }
    }

    private void note(long atNs, Operation operation, int exitCode) {
        lab.journal().add(new JournalEntry(lab.journal().size() + 1L, change, atNs, operation, exitCode));
    }
}
