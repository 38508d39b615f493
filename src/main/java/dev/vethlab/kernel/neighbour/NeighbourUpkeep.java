package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What all neighbours of a machine have in common, whatever namespace they are in ({@code arp_tbl}): their number is limited, entries that
 * nobody uses are collected once there are many ({@code neigh_periodic_work}, {@code neigh_forced_gc}), managed ones are kept
 * resolved ({@code neigh_managed_work}), and new devices take over the same settings. Its timers run only while there is
 * something to do.
 */
public final class NeighbourUpkeep {

    private static final long YOUNG = 5L * Jiffies.HZ;

    private final Machine machine;
    private final NeighParms defaults;
    private final NeighThresholds thresholds = new NeighThresholds();
    private final Set<Neighbour> entries = new LinkedHashSet<>();
    private final Set<Neighbour> collectable = new LinkedHashSet<>();
    private final List<Neighbour> managed = new ArrayList<>();
    private ReachableTimes reachableTimes;
    private boolean collecting;
    private boolean resolving;
    private long lastFlush;

    /** Begins with no neighbours; a machine has one of these. */
    public NeighbourUpkeep(Machine machine) {
        this.machine = machine;
        this.defaults = new NeighParms(machine);
        this.reachableTimes = (device, base) -> NeighParms.drawn(machine, base);
    }

    /** Has the reachable times of devices decided by something else than lot from now on. */
    public void decideReachableTimes(ReachableTimes times) {
        reachableTimes = times;
    }

    long reachableTime(NetDevice device, long base) {
        return reachableTimes.draw(device, base);
    }

    /** What new devices begin with. */
    NeighParms defaults() {
        return defaults;
    }

    /** From how many entries on something is done. */
    NeighThresholds thresholds() {
        return thresholds;
    }

    /** Whether there is room for one more entry, if need be after unused ones have gone ({@code neigh_alloc}). */
    boolean makeRoom() {
        int second = thresholds.get(NeighThresholds.Which.GC_THRESH2);
        boolean full = collectable.size() >= thresholds.get(NeighThresholds.Which.GC_THRESH3);
        if (full || collectable.size() >= second && now() > lastFlush + YOUNG) {
            return forcedCollection(collectable.size() - second) || !full;
        }
        return true;
    }

    /** {@code neigh_forced_gc}: at least one goes, if one can. */
    private boolean forcedCollection(int most) {
        int collected = 0;
        for (Neighbour neighbour : List.copyOf(collectable)) {
            if (neighbour.holders() == 0 && isWorthless(neighbour)) {
                neighbour.table.remove(neighbour);
                collected++;
            }
            if (collected >= most) {
                break;
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

    /** An entry was added: see to it that entries are collected, where there are enough of them. */
    void added(Neighbour neighbour, boolean exempt) {
        entries.add(neighbour);
        if (!exempt) {
            collectable.add(neighbour);
        }
        watch();
    }

    void removed(Neighbour neighbour) {
        entries.remove(neighbour);
        collectable.remove(neighbour);
    }

    /** An entry may have become permanent or one that is learnt elsewhere, or no longer be ({@code neigh_update_gc_list}). */
    void reclassify(Neighbour neighbour) {
        if (neighbour.state() == NudState.PERMANENT || (neighbour.flags & Neighbour.NTF_EXT_LEARNED) != 0) {
            collectable.remove(neighbour);
        } else if (!neighbour.dead) {
            collectable.add(neighbour);
        }
    }

    private boolean areMany() {
        return entries.size() >= thresholds.get(NeighThresholds.Which.GC_THRESH1);
    }

    /** Has entries collected from now on, where there are enough of them. */
    void watch() {
        if (!collecting && areMany()) {
            collecting = true;
            long period = Math.max(1, defaults.get(NeighSetting.BASE_REACHABLE_TIME) / 2);
            Jiffies.at(machine, nextMultiple(period), this::periodicCollection);
        }
    }

    /** {@code neigh_periodic_work}. */
    private void periodicCollection() {
        collecting = false;
        if (!areMany()) {
            return;
        }
        for (Neighbour neighbour : List.copyOf(entries)) {
            if (neighbour.state() == NudState.PERMANENT
                    || neighbour.state().isTimed()
                    || (neighbour.flags & Neighbour.NTF_EXT_LEARNED) != 0) {
                continue;
            }
            long used = Math.max(neighbour.used(), neighbour.confirmed());
            boolean stale = now() >= used + neighbour.parms().get(NeighSetting.GC_STALETIME);
            if (neighbour.holders() == 0 && (neighbour.state() == NudState.FAILED || stale)) {
                neighbour.table.remove(neighbour);
            }
        }
        watch();
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
            long period = Math.max(1, defaults.get(NeighSetting.INTERVAL_PROBE_TIME_MS));
            Jiffies.at(machine, nextMultiple(period), this::resolveManaged);
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
