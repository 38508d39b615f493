package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel does for a table from time to time: collects entries that nobody uses, once there are many
 * ({@code neigh_periodic_work}, {@code neigh_forced_gc}), and keeps managed ones resolved ({@code neigh_managed_work}). Its
 * timers run only while there is something to do.
 */
final class NeighbourUpkeep {

    private static final int GC_THRESH1 = 128;
    private static final int GC_THRESH2 = 512;
    private static final int GC_THRESH3 = 1024;
    private static final long COLLECTED_EVERY = NeighSetting.BASE_REACHABLE_TIME.initial() / 2;
    private static final long RESOLVED_EVERY = NeighSetting.INTERVAL_PROBE_TIME_MS.initial();
    private static final long YOUNG = 5L * Jiffies.HZ;

    private final NeighbourTable table;
    private final Machine machine;
    private final List<Neighbour> managed = new ArrayList<>();
    private boolean collecting;
    private boolean resolving;
    private long lastFlush;

    NeighbourUpkeep(NeighbourTable table, Machine machine) {
        this.table = table;
        this.machine = machine;
    }

    /** Whether there is room for one more entry, if need be after unused ones have gone ({@code neigh_alloc}). */
    boolean makeRoom() {
        int entries = table.entries().size();
        if (entries < GC_THRESH2) {
            return true;
        }
        entries = (int) table.entries().stream().filter(NeighbourUpkeep::counts).count();
        boolean full = entries >= GC_THRESH3;
        if (full || entries >= GC_THRESH2 && now() > lastFlush + YOUNG) {
            return forcedCollection(entries - GC_THRESH2) || !full;
        }
        return true;
    }

    /** {@code neigh_forced_gc}. */
    private boolean forcedCollection(int most) {
        int collected = 0;
        for (Neighbour neighbour : List.copyOf(table.entries())) {
            if (counts(neighbour) && neighbour.holders() == 0 && isWorthless(neighbour)) {
                table.remove(neighbour);
                if (++collected >= most) {
                    break;
                }
            }
        }
        lastFlush = now();
        return collected > 0;
    }

    private boolean isWorthless(Neighbour neighbour) {
        return neighbour.state() == NudState.FAILED
                || neighbour.state() == NudState.NOARP
                || neighbour.key().isMulticast()
                || now() - neighbour.updated() > YOUNG;
    }

    private static boolean counts(Neighbour neighbour) {
        return neighbour.state() != NudState.PERMANENT && (neighbour.flags & Neighbour.NTF_EXT_LEARNED) == 0;
    }

    /** An entry was added: see to it that entries are collected, where there are enough of them. */
    void grown() {
        if (!collecting && table.entries().size() >= GC_THRESH1) {
            collecting = true;
            Jiffies.at(machine, nextMultiple(COLLECTED_EVERY), this::periodicCollection);
        }
    }

    /** {@code neigh_periodic_work}. */
    private void periodicCollection() {
        collecting = false;
        if (table.entries().size() < GC_THRESH1) {
            return;
        }
        for (Neighbour neighbour : List.copyOf(table.entries())) {
            if (neighbour.state() == NudState.PERMANENT
                    || neighbour.state().isTimed()
                    || (neighbour.flags & Neighbour.NTF_EXT_LEARNED) != 0) {
                continue;
            }
            long used = Math.max(neighbour.used(), neighbour.confirmed());
            boolean stale = now() >= used + neighbour.parms().get(NeighSetting.GC_STALETIME);
            if (neighbour.holders() == 0 && (neighbour.state() == NudState.FAILED || stale)) {
                table.remove(neighbour);
            }
        }
        grown();
    }

    void keepResolved(Neighbour neighbour) {
        boolean wanted = (neighbour.flags & Neighbour.NTF_MANAGED) != 0;
        if (wanted == managed.contains(neighbour) || neighbour.dead) {
            return;
        }
        if (wanted) {
            managed.add(neighbour);
            scheduleResolving();
        } else {
            managed.remove(neighbour);
        }
    }

    private void scheduleResolving() {
        if (!resolving) {
            resolving = true;
            Jiffies.at(machine, nextMultiple(RESOLVED_EVERY), this::resolveManaged);
        }
    }

    /** {@code neigh_managed_work}. */
    private void resolveManaged() {
        resolving = false;
        managed.removeIf(Neighbour::isDead);
        for (Neighbour neighbour : List.copyOf(managed)) {
            neighbour.eventSend(null, false);
        }
        if (!managed.isEmpty()) {
            scheduleResolving();
        }
    }

    private long nextMultiple(long period) {
        return (now() / period + 1) * period;
    }

    private long now() {
        return Jiffies.now(machine);
    }
}
