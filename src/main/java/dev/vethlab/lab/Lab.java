package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.trace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One lab. Every change is applied whole or not at all: when one of the commands that a change needs fails, or the journal
 * cannot be kept, the machine is built again from the journal, which is the same to the last random number.
 */
public final class Lab {

    /** A change that consists of several steps; it may be applied again on what others have made of the lab. */
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
    private final JournaledMachine state;
    private final Journal journal;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LabMeter meter = (commands, pingRuns, events) -> {};
    private JournalKeeper keeper = ThisProcessAlone.KEEPER;
    private volatile LabSettings settings;
    private volatile @Nullable Progress progress;

    /** A new lab. */
    public Lab(String id, LabSettings settings, LabLimits limits, Instant createdAt) {
        this.id = id;
        this.settings = settings;
        this.limits = limits;
        this.createdAt = createdAt;
        this.state = new JournaledMachine(settings, limits);
        this.journal = state.journal();
    }

    public String id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public LabSettings settings() {
        return settings;
    }

    /**
     * How far a lab has come.
     *
     * @param revision as {@link Lab#revision} has it
     * @param virtualTimeNs its clock
     */
    public record Progress(long revision, long virtualTimeNs) {}

    /** How far it had come when the last change was done; a change that is under way is not waited for. */
    public Progress progress() {
        Progress known = progress;
        return known == null ? locked(this::noted) : known;
    }

    private Progress noted() {
        Progress present =
                new Progress(journal.size(), state.machine().kernel().machine().nowNs());
        progress = present;
        return present;
    }

    /** The number of operations applied so far; every change raises it. */
    public long revision() {
        return locked(() -> (long) journal.size());
    }

    /** Everything that was done, undoing and redoing included. */
    public List<JournalEntry> journal() {
        return locked(journal::all);
    }

    /** The operations that made the lab what it is: the journal without what was undone. */
    public List<JournalEntry> effectiveJournal() {
        return locked(journal::effective);
    }

    /** The operations that {@link #undo} would undo; none where there is nothing to undo. */
    public List<JournalEntry> undoable() {
        return locked(journal::undoable);
    }

    /** The operations that {@link #redo} would make again; none where there is nothing to redo. */
    public List<JournalEntry> redoable() {
        return locked(journal::redoable);
    }

    /** Looks at the kernel; what is returned must not hold on to it. */
    public <T> T read(Function<Kernel, T> reader) {
        return locked(() -> reader.apply(state.machine().kernel()));
    }

    public Optional<PingRun> pingRun(String run) {
        return locked(() -> state.machine().pingRun(run));
    }

    /** The ping runs kept, oldest first. */
    public List<PingRun> pingRuns() {
        return locked(() -> state.machine().pingRuns());
    }

    /** The packets kept of all devices, in true order. */
    public List<TracedPacket> packets() {
        return packetsAfter(0);
    }

    /** The packets kept of all devices that were seen after that of a number, in true order. */
    public List<TracedPacket> packetsAfter(long number) {
        return locked(() -> state.machine().packetsAfter(number));
    }

    /** The kernel's decisions about those packets, as far as ping runs and traced commands sent them. */
    public List<Step> stepsAfter(long number) {
        return locked(() -> state.machine().stepsAfter(number));
    }

    /** Has a listener told each new revision, after the change and outside of it. */
    public void addListener(LongConsumer listener) {
        listeners.add(listener);
    }

    public void removeListener(LongConsumer listener) {
        listeners.remove(listener);
    }

    public boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Has somebody told what changes take from now on. */
    public void meterWith(LabMeter newMeter) {
        meter = newMeter;
    }

    /** Tells those who listen of a revision, which may have been made elsewhere. */
    public void announce(long revision) {
        listeners.forEach(listener -> listener.accept(revision));
    }

    /**
     * Changes what does not belong to the machine: the name, the time to live or the owner.
     *
     * @throws StoreUnavailableException when that cannot be kept; nothing has changed then
     */
    public void configure(LabSettings changed) {
        locked(() -> {
            keeper.configure(changed);
            settings = changed;
            return changed;
        });
    }

    /** Has the lab kept from now on, as far as it is the keeper's. */
    public void keepWith(JournalKeeper newKeeper) {
        locked(() -> keeper = newKeeper);
    }

    /** Takes over settings that were changed elsewhere. */
    public void adoptSettings(LabSettings present) {
        locked(() -> settings = present);
    }

    /** Catches up with what was done to the lab elsewhere. */
    public void catchUp() {
        locked(() -> {
            state.adopt(keeper.read(journal.all()));
            progress = null;
            return journal;
        });
    }

    /**
     * Applies a change.
     *
     * @param expectedRevision the revision that the change was thought out for, where the client named one
     * @throws StaleRevisionException when the lab has moved on since
     * @throws CommandFailedException when a command that the change needs fails; nothing has changed then
     * @throws StoreUnavailableException when the change cannot be kept
     */
    public <T> T change(OptionalLong expectedRevision, Change<T> change)
            throws StaleRevisionException, CommandFailedException {
        int before;
        int after;
        T result;
        lock.lock();
        try {
            do {
                require(expectedRevision);
                before = journal.size();
                result = applied(change);
                after = journal.size();
            } while (!kept(before));
            noted();
        } finally {
            lock.unlock();
        }
        if (after != before) {
            announce(after);
        }
        return result;
    }

    /**
     * Undoes the last change that is in effect.
     *
     * @return whether there was one
     */
    public boolean undo(OptionalLong expectedRevision) throws StaleRevisionException {
        return step(expectedRevision, new Operation.Undo(), journal::undoable);
    }

    /**
     * Makes the change again that was undone last.
     *
     * @return whether there was one
     */
    public boolean redo(OptionalLong expectedRevision) throws StaleRevisionException {
        return step(expectedRevision, new Operation.Redo(), journal::redoable);
    }

    private boolean step(OptionalLong expectedRevision, Operation operation, Supplier<List<JournalEntry>> entries)
            throws StaleRevisionException {
        int after;
        lock.lock();
        try {
            int before;
            do {
                require(expectedRevision);
                if (entries.get().isEmpty()) {
                    return false;
                }
                before = journal.size();
                new Session(state).step(operation);
                after = journal.size();
            } while (!kept(before));
            noted();
        } finally {
            lock.unlock();
        }
        announce(after);
        return true;
    }

    private void require(OptionalLong expectedRevision) throws StaleRevisionException {
        if (expectedRevision.isPresent() && expectedRevision.getAsLong() != journal.size()) {
            throw new StaleRevisionException(expectedRevision.getAsLong(), journal.size());
        }
    }

    private <T> T applied(Change<T> change) throws StaleRevisionException, CommandFailedException {
        int before = journal.size();
        long changes = state.machine().kernel().machine().changes();
        Session session = new Session(state);
        try {
            return change.apply(session);
        } catch (CommandFailedException | RuntimeException | Error failure) {
            if (journal.size() != before || state.machine().kernel().machine().changes() != changes) {
                state.rollBackTo(before);
            }
            throw failure;
        } finally {
            session.tell(meter);
        }
    }

    /** Has what is new in the journal kept; where others were first, the lab is what they made of it, and false comes back. */
    private boolean kept(int before) {
        if (journal.size() == before) {
            return true;
        }
        boolean appended = false;
        try {
            appended = keeper.append(
                    journal.after(before), state.machine().kernel().machine().nowNs());
        } finally {
            if (!appended) {
                state.rollBackTo(before);
            }
        }
        if (!appended) {
            state.adopt(keeper.read(journal.all()));
            progress = null;
        }
        return appended;
    }

    /**
     * Forgets the machine, if nobody uses the lab at the moment and the machine is soon built again from the journal, as it
     * will be when somebody looks at it.
     */
    public void rest() {
        if (lock.tryLock()) {
            try {
                state.rest();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A new lab in exactly the same state. */
    public Lab copy(String newId, Instant now) {
        return locked(() -> {
            Lab copy = restored(newId, settings, limits, now, journal.all());
            copy.progress = progress;
            return copy;
        });
    }

    /** A lab that its journal leads to. */
    public static Lab restored(
            String id, LabSettings settings, LabLimits limits, Instant createdAt, List<JournalEntry> journal) {
        Lab lab = new Lab(id, settings, limits, createdAt);
        lab.journal.replaceBy(journal);
        return lab;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
