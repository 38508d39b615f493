package dev.vethlab.tool.traceroute;

import org.jspecify.annotations.Nullable;

/** How long to wait for a probe, and what to make of one that was waited for in vain ({@code get_timeout, check_expired}). */
final class Waiting {

    private static final double PRECISION = 0.001;
    private static final double SECOND = 1e9;

    private final Probe[] probes;
    private final int perHop;
    private final TraceOptions options;

    Waiting(Probe[] probes, int perHop, TraceOptions options) {
        this.probes = probes;
        this.perHop = perHop;
        this.options = options;
    }

    /** In seconds, by how long others took. */
    double seconds(int index) {
        if (options.hereFactor > 0) {
            int first = index - index % perHop;
            for (int i = first; i < first + perHop; i++) {
                if (probes[i].done && probes[i].tookNs() > 0) {
                    return bounded(probes[i], options.hereFactor);
                }
            }
        }
        if (options.nearFactor > 0) {
            for (int i = index + 1; i < probes.length && probes[i].sentNs != Probe.NEVER; i++) {
                if (probes[i].done && probes[i].tookNs() > 0) {
                    return bounded(probes[i], options.nearFactor);
                }
            }
        }
        return options.waitSeconds;
    }

    private double bounded(Probe answered, double factor) {
        return Math.min((answered.tookNs() / SECOND + PRECISION) * factor, options.waitSeconds);
    }

    /** A final answer that came to a later probe may belong here: the end of the way answers only the last of many. */
    void expired(int index) {
        boolean previousIsFinal = false;
        for (int i = index - index % perHop; i < index; i++) {
            if (!probes[i].done || !probes[i].isFinal) {
                return;
            }
            previousIsFinal = true;
        }
        int found = -1;
        for (int i = index + 1; i < probes.length && probes[i].sentNs != Probe.NEVER && found < 0; i++) {
            if (probes[i].done) {
                if (!probes[i].isFinal) {
                    return;
                }
                found = i;
            }
        }
        if (found < 0 || probes[found].note.isEmpty()) {
            return;
        }
        boolean sameHop = previousIsFinal || index % perHop + found - index < perHop;
        if (sameHop || cameFromHereBefore(index, probes[found]) || isTooNear(index, probes[found])) {
            probes[index].takeOver(probes[found]);
        }
    }

    private boolean cameFromHereBefore(int index, Probe end) {
        for (int i = index - 1; i >= 0; i--) {
            if (probes[i].answeredBy != null && probes[i].answeredBy.equals(end.answeredBy)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooNear(int index, Probe end) {
        if (end.answerTtl == 0) {
            return false;
        }
        int back = ProbeLines.hops(end.answerTtl);
        @Nullable Probe nearer = null;
        for (int i = index - 1; i >= 0 && nearer == null; i--) {
            Probe probe = probes[i];
            if (probe.done && !probe.isFinal && probe.answerTtl != 0 && ProbeLines.hops(probe.answerTtl) < back) {
                nearer = probe;
                back = back - ProbeLines.hops(probe.answerTtl) + i / perHop + 1;
            }
        }
        return back <= index / perHop + 1;
    }
}
