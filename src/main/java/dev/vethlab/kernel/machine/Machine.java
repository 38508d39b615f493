package dev.vethlab.kernel.machine;

import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One processor: the clock, the timers, the random source, and the sinks that everything is reported to.
 *
 * <p>The clock stands still but for three things: a program waits ({@link #runUntil}), a packet is worked on
 * ({@link #work}), or a program uses the processor (also {@link #work}). Work costs a little time drawn from the seeded
 * source, so that round-trip times look like those of a real machine and packets are strictly ordered.
 */
public final class Machine {

    /** More timers than a machine ever sets. */
    private static final int LEVEL_SHIFT = 56;

    private static final int USUAL_PROCESSORS = 2;

    private static final long CANCELLED_BEFORE_SWEEP = 1024;

    /** How many events there are between two looks at whether the machine may go on. */
    private static final long SLICE = 1024;

    /** 2025-01-01 12:00:00 UTC. */
    private static final long BOOTED_AT_NS = 1_735_732_800_000_000_000L;

    private final SplittableRandom random;
    private final long uptimeNs;
    private int processors = USUAL_PROCESSORS;
    private final Tracer tracer;
    private final CaptureLog captures;
    private final KernelBuild build = new KernelBuild();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long nowNs;
    private long timersSet;
    private Runnable beforeTick = () -> {};
    private Runnable afterTick = () -> {};
    private long eventLimit = Long.MAX_VALUE;
    private long eventsLeft = Long.MAX_VALUE;
    private long eventsWithheld;
    private BooleanSupplier goingOn = () -> true;
    private long timeLimitNs = Long.MAX_VALUE;
    private long eventsBefore;
    private long discarded;
    private long changes;
    private long requests;
    private long serials;

    public Machine(long seed, Tracer tracer, CaptureLog captures) {
        this(seed, tracer, captures, Jiffies.USUAL_UPTIME_NS);
    }

    /** @param uptimeNs how long its ticks have been counted when its virtual time begins */
    public Machine(long seed, Tracer tracer, CaptureLog captures, long uptimeNs) {
        this.random = new SplittableRandom(seed);
        this.uptimeNs = uptimeNs;
        this.tracer = tracer;
        this.captures = captures;
    }

    /** How long its ticks had been counted when its virtual time began. */
    long uptimeNs() {
        return uptimeNs;
    }

    /** How many processors devices are made for: some have a queue for each. The work is done by one whatever it says. */
    public int processors() {
        return processors;
    }

    /** Says how many processors it has, before any device is made. */
    public void setProcessors(int count) {
        processors = count;
    }

    /** Virtual time, from 0. */
    public long nowNs() {
        return nowNs;
    }

    /** What a clock on the wall of the virtual machine shows, since the epoch: every machine booted at the same instant. */
    public long realTimeNs() {
        return realTimeNs(nowNs);
    }

    /** What that clock showed, or will show, so long after boot. */
    public long realTimeNs(long sinceBootNs) {
        return BOOTED_AT_NS + sinceBootNs;
    }

    /** What the kernel was built with. */
    public KernelBuild build() {
        return build;
    }

    public SplittableRandom random() {
        return random;
    }

    public Tracer tracer() {
        return tracer;
    }

    public CaptureLog captures() {
        return captures;
    }

    /**
     * Grants a request so many events (packets worked on, timers fired) and so much virtual time before it is stopped.
     */
    public void grant(long events, long durationNs) {
        grant(events, durationNs, () -> true);
    }

    /**
     * Grants a request so many events and so much virtual time, as long as somebody who knows other clocks lets it go on. That is
     * asked every so many events; where the answer is no, the machine stops as if no more events had been granted than it has had.
     */
    public void grant(long events, long durationNs, BooleanSupplier whileTrue) {
        eventsBefore = events();
        eventLimit = events;
        eventsLeft = Math.min(events, SLICE);
        eventsWithheld = events - eventsLeft;
        goingOn = whileTrue;
        timeLimitNs = nowNs + durationNs;
    }

    /**
     * Whether the events granted were used up; if they were, the same command comes to the same end again when it is granted
     * {@link #eventLimit()}.
     */
    public boolean isOutOfEvents() {
        return eventsLeft < 0 && eventsWithheld == 0;
    }

    /** How many events were granted, or as many as there were when the machine was not let go on. */
    public long eventLimit() {
        return eventLimit;
    }

    /** Notes that a packet in flight was thrown away because the events granted were used up. */
    public void discard() {
        discarded++;
    }

    /** How many packets in flight have been thrown away since this was asked last. */
    public long takeDiscarded() {
        long taken = discarded;
        discarded = 0;
        return taken;
    }

    /** How many events there have been since boot: what the machine has cost. */
    public long events() {
        return eventsBefore + eventLimit - eventsWithheld - Math.max(0, eventsLeft);
    }

    /** Notes that the state of the machine has changed: every request that changes something says so here. */
    public void changed() {
        changes++;
        requests++;
    }

    /** How many requests have changed something: as long as it does not grow, nothing was made and nothing deleted. */
    public long requests() {
        return requests;
    }

    /** Grows whenever anything changes, time included. */
    public long changes() {
        return changes;
    }

    /**
     * Counts one event and lets the time pass that it takes.
     *
     * @param costNs the least it takes; up to as much again is added by lot
     * @throws EventLimitException when the events granted are used up
     */
    public void work(int costNs) {
        if (!tryWork(costNs, 0)) {
            throw outOfEvents();
        }
    }

    /**
     * Counts an event and lets the time pass that it takes, unless the events granted are used up. What happens in the kernel by
     * itself asks so, since it must not be cut off in the middle; the program that waits for it is stopped where it waits.
     *
     * @param costNs the least it takes; up to as much again is added by lot
     * @param more how many events more it counts as: a long packet costs more than a short one
     */
    public boolean tryWork(int costNs, int more) {
        eventsLeft -= 1 + more;
        if (eventsLeft < 0 && !goesOn()) {
            return false;
        }
        changes++;
        nowNs += costNs + (random.nextInt() & 0x7fffffff) % (costNs + 1);
        return true;
    }

    /** Hands out more of the events granted, if there are any left and whoever granted them still means it. */
    private boolean goesOn() {
        if (eventsWithheld > 0 && !goingOn.getAsBoolean()) {
            eventLimit -= eventsWithheld;
            eventsWithheld = 0;
        }
        long more = Math.min(eventsWithheld, SLICE - eventsLeft);
        eventsWithheld -= more;
        eventsLeft += more;
        return eventsLeft >= 0;
    }

    private EventLimitException outOfEvents() {
        return new EventLimitException("the limit of " + eventLimit + " events");
    }

    /** A number that no thing of this machine has had before, from 1. */
    public long nextSerial() {
        return ++serials;
    }

    /** Sets a timer. */
    public Timer schedule(long delayNs, Runnable action) {
        return add(new Timer(nowNs + Math.max(0, delayNs), timersSet++, action));
    }

    /**
     * Sets a timer of the kernel's wheel: of those that fire at the same tick, those of the coarsest level come first, and of one level the
     * one that was set last ({@code __run_timers}).
     */
    Timer scheduleOnWheel(long tick, int level, Runnable action) {
        return add(new Timer(tick * Jiffies.NS - uptimeNs, -((long) level << LEVEL_SHIFT | ++timersSet), action));
    }

    /** What is done before and after the timers of one tick: packets sent by them are received when all have run. */
    public void aroundTicks(Runnable before, Runnable after) {
        beforeTick = before;
        afterTick = after;
    }

    private Timer add(Timer timer) {
        timers.add(timer);
        if ((timersSet & (CANCELLED_BEFORE_SWEEP - 1)) == 0) {
            timers.removeIf(pending -> !pending.isPending());
        }
        return timer;
    }

    /**
     * Lets time pass, timers firing in order, until {@code deadlineNs} or until {@code done} holds, whichever is first.
     *
     * @return whether {@code done} holds
     * @throws EventLimitException when the events or the time granted are used up
     */
    public boolean runUntil(long deadlineNs, BooleanSupplier done) {
        changes++;
        while (!done.getAsBoolean()) {
            if (eventsLeft < 0 && !goesOn()) {
                throw outOfEvents();
            }
            Timer next = timers.peek();
            if ((next == null ? deadlineNs : Math.min(deadlineNs, next.atNs())) > timeLimitNs) {
                throw new EventLimitException("the limit of the virtual time that one command may take");
            }
            if (next == null || next.atNs() > deadlineNs) {
                nowNs = Math.max(nowNs, deadlineNs);
                return done.getAsBoolean();
            }
            timers.poll();
            if (next.isPending()) {
                nowNs = Math.max(nowNs, next.atNs());
                if (next.isOfWheel()) {
                    fireTick(next);
                } else {
                    fire(next);
                }
            }
        }
        return true;
    }

    private void fire(Timer timer) {
        eventsLeft--;
        timer.fire();
    }

    /** {@code TIMER_SOFTIRQ}, behind which comes {@code NET_RX_SOFTIRQ}. */
    private void fireTick(Timer first) {
        beforeTick.run();
        try {
            fire(first);
            Timer next;
            while ((next = timers.peek()) != null && next.isOfWheel() && next.atNs() == first.atNs()) {
                timers.poll();
                if (next.isPending()) {
                    fire(next);
                }
            }
        } finally {
            afterTick.run();
        }
    }

    /** Lets {@code durationNs} pass, timers firing in order. */
    public void sleep(long durationNs) {
        runUntil(nowNs + durationNs, () -> false);
    }
}
