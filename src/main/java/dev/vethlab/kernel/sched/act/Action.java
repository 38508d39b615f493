package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import java.util.List;

/** One thing that is done to packets ({@code struct tc_action}). Filters may share it by its number. */
public abstract class Action {

    private final ActionTable table;
    private final int index;
    private final long installedNs;
    private long usedNs;
    private long firstUsedNs;
    private int references = 1;
    private int binds;
    private long bytes;
    private int packets;
    int drops;
    int overlimits;
    int control;

    Action(ActionTable table, int index, int control) {
        this.table = table;
        this.index = index;
        this.control = control;
        this.installedNs = table.machine().nowNs();
        this.usedNs = installedNs;
    }

    /** The name of its kind, as {@code mirred}. */
    public abstract String kind();

    /** Does it, and says what is next. */
    abstract int act(Skb skb, boolean incoming);

    /** Counts a packet and does it. */
    final int run(Skb skb, boolean incoming) {
        usedNs = table.machine().nowNs();
        if (firstUsedNs == 0) {
            firstUsedNs = usedNs;
        }
        bytes += skb.length();
        packets++;
        return act(skb, incoming);
    }

    /** A filter begins to use it. */
    void bind() {
        binds++;
    }

    /** One more holds it. */
    void hold() {
        references++;
    }

    /** One holds it no more, which may be its end ({@code tcf_action_put}). */
    void release(boolean bound) {
        if (bound) {
            binds--;
        }
        if (--references == 0) {
            table.remove(this);
            ended();
        }
    }

    /** Nobody holds it any more. */
    void ended() {}

    final Machine machine() {
        return table.machine();
    }

    final void consume(Skb skb, String function, String detail) {
        Drops.ignore(skb, function, detail, List.of());
    }

    /** Its number among those of its kind in the namespace. */
    public int index() {
        return index;
    }

    /** What is next when it is done. */
    public int control() {
        return control;
    }

    /** How many hold it. */
    public int references() {
        return references;
    }

    /** How many filters use it. */
    public int binds() {
        return binds;
    }

    public long bytes() {
        return bytes;
    }

    public int packets() {
        return packets;
    }

    public int drops() {
        return drops;
    }

    public int overlimits() {
        return overlimits;
    }

    /** How long it has been there, in clock ticks of which there are 100 a second. */
    public long installedTicks() {
        return ticks(installedNs);
    }

    /** How long it has not been used, in clock ticks. */
    public long usedTicks() {
        return ticks(usedNs);
    }

    /** How long ago it was used first, in clock ticks; 0 where it never was. */
    public long firstUsedTicks() {
        return firstUsedNs == 0 ? 0 : ticks(firstUsedNs);
    }

    private long ticks(long sinceNs) {
        return Jiffies.toClock((machine().nowNs() - sinceNs) / Jiffies.NS);
    }
}
