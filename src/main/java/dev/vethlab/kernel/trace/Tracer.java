package dev.vethlab.kernel.trace;

import java.util.ArrayList;
import java.util.List;

/** Collects steps while somebody wants them. Ask {@link #isOn()} before building a step. */
public final class Tracer {

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
