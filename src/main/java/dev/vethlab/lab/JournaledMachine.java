package dev.vethlab.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journal and the machine that it leads to, which is booted when it is first looked at. */
final class JournaledMachine {

    /** So many are played again within a tenth of a second. */
    private static final long MANY_EVENTS = 50_000;

    private final LabSettings settings;
    private final LabLimits limits;
    private final Journal journal = new Journal();
    private @Nullable LabMachine machine;

    /**
     * @param settings of which the profile and the seed matter here
     */
    JournaledMachine(LabSettings settings, LabLimits limits) {
        this.settings = settings;
        this.limits = limits;
    }

    Journal journal() {
        return journal;
    }

    LabLimits limits() {
        return limits;
    }

    LabMachine machine() {
        LabMachine running = machine;
        if (running == null) {
            running = LabMachine.replay(settings, limits, journal.effective());
            machine = running;
        }
        return running;
    }

    /** Forgets the machine; the next look at it builds it again from the journal. */
    void forgetMachine() {
        machine = null;
    }

    /** Forgets a machine that was not much work to build. */
    void rest() {
        if (machine != null && machine.kernel().machine().events() < MANY_EVENTS) {
            forgetMachine();
        }
    }

    void reboot() {
        machine = LabMachine.boot(settings, limits);
    }

    void rollBackTo(int length) {
        journal.cutTo(length);
        forgetMachine();
    }

    /** Follows the journal to where it is elsewhere. */
    void adopt(List<JournalEntry> present) {
        LabMachine running = machine;
        if (running == null || !journal.leadsTo(present)) {
            forgetMachine();
            journal.replaceBy(present);
            return;
        }
        for (JournalEntry entry : present.subList(journal.size(), present.size())) {
            journal.add(entry);
            running = running == null ? null : running.after(entry).orElse(null);
        }
        machine = running;
    }
}
