package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

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
    private final History history = new History();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
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

    /** Everything that was done, undoing and redoing included. */
    public List<JournalEntry> journal() {
        return locked(() -> List.copyOf(journal));
    }

    /** The operations that made the lab what it is: the journal without what was undone. */
    public List<JournalEntry> effectiveJournal() {
        return locked(history::effective);
    }

    /** The operations that {@link #undo} would undo; none where there is nothing to undo. */
    public List<JournalEntry> undoable() {
        return locked(history::undoable);
    }

    /** The operations that {@link #redo} would make again; none where there is nothing to redo. */
    public List<JournalEntry> redoable() {
        return locked(history::redoable);
    }

    /** Looks at the kernel; what is returned must not hold on to it. */
    public <T> T read(Function<Kernel, T> reader) {
        return locked(() -> reader.apply(machine.kernel()));
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
        return packetsAfter(0);
    }

    /** The packets kept of all devices that were seen after that of a number, in true order. */
    public List<TracedPacket> packetsAfter(long number) {
        return locked(() -> machine.packetsAfter(number));
    }

    /** The kernel's decisions about those packets, as far as ping runs and traced commands sent them. */
    public List<Step> stepsAfter(long number) {
        return locked(() -> machine.stepsAfter(number));
    }

    /** Has a listener told each new revision, after the change and outside of it. */
    public void addListener(LongConsumer listener) {
        listeners.add(listener);
    }

    public void removeListener(LongConsumer listener) {
        listeners.remove(listener);
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
        long before;
        long after;
        T result;
        lock.lock();
        try {
            require(expectedRevision);
            before = journal.size();
            result = applied(change);
            after = journal.size();
        } finally {
            lock.unlock();
        }
        if (after != before) {
            tell(after);
        }
        return result;
    }

    /**
     * Undoes the last change that is in effect.
     *
     * @return whether there was one
     */
    public boolean undo(OptionalLong expectedRevision) throws StaleRevisionException {
        return step(expectedRevision, new Operation.Undo(), history::undoable);
    }

    /**
     * Makes the change again that was undone last.
     *
     * @return whether there was one
     */
    public boolean redo(OptionalLong expectedRevision) throws StaleRevisionException {
        return step(expectedRevision, new Operation.Redo(), history::redoable);
    }

    private boolean step(OptionalLong expectedRevision, Operation operation, Supplier<List<JournalEntry>> entries)
            throws StaleRevisionException {
        long after;
        lock.lock();
        try {
            require(expectedRevision);
            if (entries.get().isEmpty()) {
                return false;
            }
            Session session = new Session(journal.size() + 1L);
            session.checkRoom();
            session.note(machine.kernel().machine().nowNs(), operation, 0);
            LabMachine earlier = machine;
            machine = LabMachine.replay(settings, limits, history.effective());
            machine.adoptSteps(earlier);
            after = journal.size();
        } finally {
            lock.unlock();
        }
        tell(after);
        return true;
    }

    private void require(OptionalLong expectedRevision) throws StaleRevisionException {
        if (expectedRevision.isPresent() && expectedRevision.getAsLong() != journal.size()) {
            throw new StaleRevisionException(expectedRevision.getAsLong(), journal.size());
        }
    }

    private <T> T applied(Change<T> change) throws StaleRevisionException, CommandFailedException {
        int before = journal.size();
        long changes = machine.kernel().machine().changes();
        try {
            return change.apply(new Session(before + 1L));
        } catch (CommandFailedException | RuntimeException failure) {
            if (journal.size() != before || machine.kernel().machine().changes() != changes) {
                rollBackTo(before);
            }
            throw failure;
        }
    }

    private void tell(long revision) {
        listeners.forEach(listener -> listener.accept(revision));
    }

    /** A new lab in exactly the same state. */
    public Lab copy(String newId, Instant now) {
        lock.lock();
        try {
            Lab copy = new Lab(newId, settings, limits, now);
            journal.forEach(copy::note);
            copy.machine = LabMachine.replay(settings, limits, history.effective());
            return copy;
        } finally {
            lock.unlock();
        }
    }

    private void rollBackTo(int length) {
        List<JournalEntry> kept = List.copyOf(journal.subList(0, length));
        journal.clear();
        history.clear();
        kept.forEach(this::note);
        LabMachine failed = machine;
        machine = LabMachine.replay(settings, limits, history.effective());
        machine.adoptSteps(failed);
    }

    private void note(JournalEntry entry) {
        journal.add(entry);
        history.add(entry);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private final class Session implements LabSession {

        private final long change;
        private boolean traced;

        Session(long change) {
            this.change = change;
        }

        @Override
        public void trace() {
            traced = true;
        }

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
            CommandResult result = traced ? machine.runTraced(line) : machine.run(line);
            if (clock.changes() != changes) {
                note(atNs, new Operation.CommandLine(line), result.exitCode());
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
            note(atNs, operation, run.result().exitCode());
            return run;
        }

        @Override
        public void clearCaptures() {
            checkRoom();
            machine.apply(new Operation.ClearCaptures());
            note(machine.kernel().machine().nowNs(), new Operation.ClearCaptures(), 0);
        }

        @Override
        public void reboot() {
            checkRoom();
            machine = LabMachine.boot(settings, limits);
            note(0, new Operation.Reboot(), 0);
        }

        private void checkRoom() {
            if (journal.size() >= limits.journal()) {
                throw new LimitReachedException("journal", limits.journal());
            }
        }

        private void note(long atNs, Operation operation, int exitCode) {
            Lab.this.note(new JournalEntry(journal.size() + 1L, change, atNs, operation, exitCode));
        }
    }
}
