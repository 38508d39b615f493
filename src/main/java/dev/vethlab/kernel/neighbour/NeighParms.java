package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongUnaryOperator;

/** The settings of one device's neighbours ({@code struct neigh_parms}), and what is drawn or counted from them. */
public final class NeighParms {

    private static final NeighSetting[] SETTINGS = NeighSetting.values();
    private static final long NEVER = -1;
    private static final long REDRAWN_EVERY = 300L * Jiffies.HZ;

    private final Machine machine;
    private final int[] values;
    private final BitSet own = new BitSet();
    private final LongUnaryOperator lot;
    private long reachableTime;
    private long drawnAt = NEVER;

    /** How many requests wait in the proxy queue on behalf of the device. */
    int proxyQueued;

    /** What a machine begins with; how long a confirmation counts is drawn when it is asked for. */
    NeighParms(Machine machine) {
        this(machine, Arrays.stream(SETTINGS).mapToInt(NeighSetting::initial).toArray(), base -> drawn(machine, base));
    }

    /**
     * What a new device takes over ({@code neigh_parms_alloc}).
     *
     * @param lot draws how long a confirmation counts from its base above 0, both in jiffies
     */
    NeighParms(NeighParms defaults, LongUnaryOperator lot) {
        this(defaults.machine, defaults.values.clone(), lot);
    }

    private NeighParms(Machine machine, int[] values, LongUnaryOperator lot) {
        this.machine = machine;
        this.values = values;
        this.lot = lot;
    }

    /** A value: a number, or a time in jiffies. */
    public int get(NeighSetting setting) {
        return values[setting.ordinal()];
    }

    /** Sets a value; a new base of the reachable time takes effect at once ({@code neigh_proc_base_reachable_time}). */
    public void set(NeighSetting setting, int value) {
        values[setting.ordinal()] = value;
        own.set(setting.ordinal());
        if (setting == NeighSetting.BASE_REACHABLE_TIME) {
            drawReachableTime();
        }
    }

    /** Follows a new default of the namespace, unless the device has a value of its own ({@code neigh_copy_dflt_parms}). */
    void follow(NeighParms defaults, NeighSetting setting) {
        if (!own.get(setting.ordinal())) {
            values[setting.ordinal()] = defaults.get(setting);
        }
    }

    /** From now on every value is the device's own. */
    void ownAll() {
        own.set(0, SETTINGS.length);
    }

    /** How long a confirmation counts, in jiffies; drawn anew every five minutes ({@code neigh_periodic_work}). */
    public long reachableTime() {
        drawOnce();
        if (Jiffies.now(machine) > drawnAt + REDRAWN_EVERY) {
            drawReachableTime();
        }
        return reachableTime;
    }

    /** Draws for the first time what is drawn. */
    void drawOnce() {
        if (drawnAt == NEVER) {
            drawReachableTime();
        }
    }

    /** The time between two questions, at least a hundredth of a second. */
    long retransmitTime() {
        return Math.max(get(NeighSetting.RETRANS_TIME), Jiffies.HZ / 100);
    }

    /** {@code neigh_rand_reach_time}: half to one and a half of the base. */
    static long drawn(Machine machine, long base) {
        return machine.random().nextLong(base) + (base >> 1);
    }

    private void drawReachableTime() {
        long base = get(NeighSetting.BASE_REACHABLE_TIME);
        drawnAt = Jiffies.now(machine);
        reachableTime = base <= 0 ? 0 : lot.applyAsLong(base);
    }
}
