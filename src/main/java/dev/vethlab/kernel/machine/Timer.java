package dev.vethlab.kernel.machine;

/** Something that will happen at a point of virtual time, unless it is cancelled before. */
public final class Timer implements Comparable<Timer> {

    private final long atNs;
    private final long order;
    private final Runnable action;
    private boolean pending = true;

    /** @param order below 0 for a timer of the wheel */
    Timer(long atNs, long order, Runnable action) {
        this.atNs = atNs;
        this.order = order;
        this.action = action;
    }

    /** When it fires, in nanoseconds of virtual time. */
    public long atNs() {
        return atNs;
    }

    /** Whether it has neither fired nor been cancelled. */
    public boolean isPending() {
        return pending;
    }

    /** Sees to it that the timer does not fire; harmless when it has. */
    public void cancel() {
        pending = false;
    }

    boolean isOfWheel() {
        return order < 0;
    }

    void fire() {
        pending = false;
        action.run();
    }

    /** Timers of the same instant fire in the order in which they were set. */
    @Override
    public int compareTo(Timer other) {
        int byTime = Long.compare(atNs, other.atNs);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
