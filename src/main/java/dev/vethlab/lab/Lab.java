package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.machine.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One lab. Every change is applied whole or not at all: when one of the commands that a change needs fails, the machine is
 * built again from the journal, which is the same to the last random number.
 */
public final class Lab {

    /** A change that consists of several steps. */
    @FunctionalInterface
    public interface Change<T> {

        /**
         * Applies the change.
         *
         * @throws CommandFailedException to have everything undone that the session did
         */
        T apply(LabSession session) throws CommandFailedException;
    }

    private final String id;
    private final LabLimits limits;
    private final Instant createdAt;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private LabSettings settings;
    private LabMachine machine;

    /** Boots a new lab. */
    public Lab(String id, LabSettings settings, LabLimits limits, Instant createdAt) {
        this.id = id;
        this.settings = settings;
        this.limits = limits;
        this.createdAt = createdAt;
        this.machine = LabMachine.boot(settings, limits);
    }

    public String id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public LabSettings settings() {
        return locked(() -> settings);
    }

    /** The number of operations applied so far; every change raises it. */
    public long revision() {
        return locked(() -> (long) journal.size());
    }

    public List<JournalEntry> journal() {
        return locked(() -> List.copyOf(journal));
    }

    /** Looks at the kernel; what is returned must not hold on to it. */
    public <T> T read(Function<Kernel, T> reader) {
        return locked(() -> reader.apply(machine.kernel()));
    }

    /** Looks at the lab with the help of commands that only look. */
    public <T> T inspect(Function<LabInspection, T> reader) {
        return locked(() -> reader.apply(new Inspection()));
    }

    public Optional<PingRun> pingRun(String run) {
        return locked(() -> machine.pingRun(run));
    }

    /** The ping runs kept, oldest first. */
    public List<PingRun> pingRuns() {
        return locked(() -> machine.pingRuns());
    }

    /** The packets kept of all devices, in true order. */
    public List<TracedPacket> packets() {
        return locked(() -> machine.packetsAfter(0));
    }

    /** Changes what does not belong to the machine: the name or the time to live. */
    public void configure(LabSettings changed) {
        locked(() -> settings = changed);
    }

    /**
     * Applies a change.
     *
     * @param expectedRevision the revision that the change was thought out for, where the client named one
     * @throws StaleRevisionException when the lab has moved on since
     * @throws CommandFailedException when a command that the change needs fails; nothing has changed then
     */
    public <T> T change(OptionalLong expectedRevision, Change<T> change)
            throws StaleRevisionException, CommandFailedException {
        lock.lock();
        try {
            if (expectedRevision.isPresent() && expectedRevision.getAsLong() != journal.size()) {
                throw new StaleRevisionException(expectedRevision.getAsLong(), journal.size());
            }
            int before = journal.size();
            long changes = machine.kernel().machine().changes();
            try {
                return change.apply(new Session());
            } catch (CommandFailedException | RuntimeException failure) {
                if (journal.size() != before || machine.kernel().machine().changes() != changes) {
                    rollBackTo(before);
                }
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A new lab in exactly the same state. */
    public Lab copy(String newId, Instant now) {
        lock.lock();
        try {
            Lab copy = new Lab(newId, settings, limits, now);
            copy.replay(journal);
            return copy;
        } finally {
            lock.unlock();
        }
    }

    private void rollBackTo(int length) {
        List<JournalEntry> kept = List.copyOf(journal.subList(0, length));
        journal.clear();
        machine = LabMachine.boot(settings, limits);
        replay(kept);
    }

    private void replay(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.operation() instanceof Operation.Reboot) {
                machine = LabMachine.boot(settings, limits);
            } else {
                machine.apply(entry.operation());
            }
            journal.add(entry);
        }
    }

    private <T> T locked(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private final class Inspection implements LabInspection {

        @Override
        public Kernel kernel() {
            return machine.kernel();
        }

        @Override
        public CommandResult look(Namespace namespace, List<String> words) {
            return machine.look(namespace, words);
        }
    }

    private final class Session implements LabSession {

        @Override
        public Kernel kernel() {
            return machine.kernel();
        }

        @Override
        public CommandResult run(String line) {
            checkRoom();
            Machine clock = machine.kernel().machine();
            long atNs = clock.nowNs();
            long changes = clock.changes();
            CommandResult result = machine.run(line);
            if (clock.changes() != changes) {
                record(atNs, new Operation.CommandLine(line), result.exitCode());
                LabSize.of(machine.kernel()).check(limits);
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
            long atNs = machine.kernel().machine().nowNs();
            Operation.Ping operation = new Operation.Ping(Ids.next(), request);
            PingRun run = machine.ping(operation);
            record(atNs, operation, run.result().exitCode());
            return run;
        }

        @Override
        public void clearCaptures() {
            checkRoom();
            machine.apply(new Operation.ClearCaptures());
            record(machine.kernel().machine().nowNs(), new Operation.ClearCaptures(), 0);
        }

        @Override
        public void reboot() {
            checkRoom();
            machine = LabMachine.boot(settings, limits);
            record(0, new Operation.Reboot(), 0);
        }

        private void checkRoom() {
            if (journal.size() >= limits.journal()) {
                throw new LimitReachedException("journal", limits.journal());
            }
        }

        private void record(long atNs, Operation operation, int exitCode) {
            journal.add(new JournalEntry(journal.size() + 1L, atNs, operation, exitCode));
        }
    }
}
