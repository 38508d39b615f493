package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which of some commands are needed: the smallest of their subsets that is enough, the first of several. */
final class Needs {

    private static final int MOST_FOR_ALL_SUBSETS = 10;

    private final Trial trial;
    private final Probe probe;
    private final boolean shouldSucceed;

    Needs(Trial trial, Probe probe, boolean shouldSucceed) {
        this.trial = trial;
        this.probe = probe;
        this.shouldSucceed = shouldSucceed;
    }

    Diagnosis.Needed of(List<String> candidates) {
        if (!suffice(candidates)) {
            return new Diagnosis.Needed(false, List.of());
        }
        return new Diagnosis.Needed(
                true, candidates.size() <= MOST_FOR_ALL_SUBSETS ? smallest(candidates) : leavingOut(candidates));
    }

    private List<String> smallest(List<String> candidates) {
        for (int size = 0; size < candidates.size(); size++) {
            for (int mask = 0; mask < 1 << candidates.size(); mask++) {
                if (Integer.bitCount(mask) == size) {
                    List<String> some = subset(candidates, mask);
                    if (suffice(some)) {
                        return some;
                    }
                }
            }
        }
        return candidates;
    }

    private static List<String> subset(List<String> candidates, int mask) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if ((mask >> i & 1) != 0) {
                some.add(candidates.get(i));
            }
        }
        return some;
    }

    /** Leaves out one after the other, as long as the rest is enough: none of what remains can be spared. */
    private List<String> leavingOut(List<String> candidates) {
        List<String> rest = new ArrayList<>(candidates);
        for (String candidate : candidates) {
            List<String> without = new ArrayList<>(rest);
            without.remove(candidate);
            if (suffice(without)) {
                rest = without;
            }
        }
        return rest;
    }

    private boolean suffice(List<String> commands) {
        if (trial.isSpent()) {
            return false;
        }
        Optional<Trial.Outcome> outcome = trial.attempt(commands, probe, false);
        return outcome.isPresent() && outcome.get().succeeded() == shouldSucceed;
    }
}
