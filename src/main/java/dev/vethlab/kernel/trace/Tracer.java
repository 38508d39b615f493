package dev.vethlab.kernel.trace;

import java.util.ArrayList;
import java.util.List;

/** Collects steps while somebody wants them. Ask {@link #isOn()} before building a step. */
public final class Tracer {

    /** A packet's end is told soon after it was received; what an answer to it brought about may come in between. */
    private static final int RECENT = 100;

    private final int limit;
    private boolean on;
    private long omitted;
    private List<Step> steps = new ArrayList<>();

    /**
     * @param limit the most steps kept; further ones are counted only
     */
    public Tracer(int limit) {
        this.limit = limit;
    }

    public boolean isOn() {
        return on;
    }

    /** Begins collecting. */
    public void start() {
        on = true;
        omitted = 0;
        steps = new ArrayList<>();
    }

    /** Ends collecting and hands over what was collected, in order. */
    public List<Step> stop() {
        on = false;
        List<Step> collected = steps;
        steps = new ArrayList<>();
        return collected;
    }

    /** How many steps did not fit since {@link #start()}. */
    public long omitted() {
        return omitted;
    }

    /** Whether the last step about a packet was its end; false where it was not seen lately. */
    public boolean hasEnded(long packet) {
        for (int i = steps.size() - 1; i >= Math.max(0, steps.size() - RECENT); i--) {
            if (steps.get(i).packet() == packet && steps.get(i).fate().isPresent()) {
                return true;
            }
        }
        return false;
    }

    public void add(Step step) {
        if (!on) {
            return;
        }
        if (steps.size() < limit) {
            steps.add(step);
        } else {
            omitted++;
        }
    }
}
