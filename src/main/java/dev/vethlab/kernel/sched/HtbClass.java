package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.sched.act.RateConfig;
import dev.vethlab.kernel.sched.cls.FilterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A class of {@code htb}: its tokens, and those below it ({@code struct htb_class}). */
final class HtbClass implements TrafficClass {

    /** Whether it may send. */
    enum Mode {
        CAN_SEND,
        MAY_BORROW,
        CANT_SEND
    }

    /** The number of its level where it has the most classes below ({@code TC_HTB_MAXDEPTH}). */
    static final int MOST_DEPTH = 8;

    private static final long MOST_NS = 60_000_000_000L;

    private final Htb htb;
    private final int id;
    final @Nullable HtbClass above;
    final List<HtbClass> below = new ArrayList<>();
    final FilterBlock filters;
    final QueueStats own = new QueueStats();
    final int[] deficit = new int[MOST_DEPTH];
    Mode mode = Mode.CAN_SEND;
    int level;
    int binds;
    private @Nullable Qdisc inner;
    private RateConfig rate = RateConfig.NONE;
    private RateConfig ceil = RateConfig.NONE;
    private long bufferNs;
    private long ceilBufferNs;
    private int priority;
    int quantum;
    private long tokens;
    private long ceilTokens;
    private long checkedNs;
    private int lends;
    private int borrows;

    HtbClass(Htb htb, int id, @Nullable HtbClass above, FilterBlock filters, Qdisc inner) {
        this.htb = htb;
        this.id = id;
        this.above = above;
        this.filters = filters;
        this.inner = inner;
    }

    void set(HtbClassOptions options, int newQuantum, int newPriority, boolean fresh, long now) {
        rate = options.rate();
        ceil = options.ceil();
        bufferNs = Integer.toUnsignedLong(options.buffer()) * RateConfig.TICK_NS;
        ceilBufferNs = Integer.toUnsignedLong(options.ceilBuffer()) * RateConfig.TICK_NS;
        quantum = newQuantum;
        priority = newPriority;
        if (fresh) {
            tokens = bufferNs;
            ceilTokens = ceilBufferNs;
            checkedNs = now;
        }
    }

    int priority() {
        return priority;
    }

    void setInner(@Nullable Qdisc qdisc) {
        inner = qdisc;
    }

    /** How long it takes until the mode may be another one ({@code htb_class_mode}); sets the mode of this moment. */
    long waitNs(long now) {
        long gained = Math.min(now - checkedNs, MOST_NS);
        long ceilLeft = ceilTokens + gained;
        if (ceilLeft < 0) {
            change(Mode.CANT_SEND);
            return -ceilLeft;
        }
        long left = tokens + gained;
        if (left >= 0) {
            change(Mode.CAN_SEND);
            return left;
        }
        change(Mode.MAY_BORROW);
        return -left;
    }

    private void change(Mode next) {
        if (next != mode) {
            if (next == Mode.CANT_SEND) {
                own.overlimits++;
                htb.stats.overlimits++;
            }
            mode = next;
        }
    }

    /** A packet was sent at the rate of a level ({@code htb_charge_class}). */
    void charge(int size, int packets, int atLevel, long now) {
        long gained = Math.min(now - checkedNs, MOST_NS);
        if (level >= atLevel) {
            if (level == atLevel) {
                lends++;
            }
            tokens = Math.max(Math.min(tokens + gained, bufferNs) - rate.timeOf(size), 1 - MOST_NS);
        } else {
            borrows++;
            tokens += gained;
        }
        ceilTokens = Math.max(Math.min(ceilTokens + gained, ceilBufferNs) - ceil.timeOf(size), 1 - MOST_NS);
        checkedNs = now;
        waitNs(now);
        if (level > 0) {
            own.sent(size, packets);
        }
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public int parentId() {
        return above == null ? Handle.ROOT : above.id;
    }

    @Override
    public @Nullable Qdisc leaf() {
        return inner;
    }

    @Override
    public Optional<ClassOptions> options() {
        return Optional.of(new HtbClassOptions(
                rate,
                ceil,
                (int) (bufferNs / RateConfig.TICK_NS),
                (int) (ceilBufferNs / RateConfig.TICK_NS),
                quantum,
                priority,
                level));
    }

    @Override
    public Optional<QueueStats> stats() {
        QueueStats shown = own.copy();
        if (inner != null) {
            shown.backlog = inner.stats.backlog;
            shown.length = inner.stats.length;
        }
        return Optional.of(shown);
    }

    @Override
    public Optional<ExtraStats> extraStats() {
        return Optional.of(new HtbStats(lends, borrows, 0, ticks(tokens), ticks(ceilTokens)));
    }

    private static int ticks(long ns) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, ns >> 6));
    }

    @Override
    public void bind(int more) {
        binds += more;
    }
}
