package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for the smallest sets of changes that cure a failure, breadth first: what is tried next to a set is read off the
 * failure that the set led to, and only sets that changed something for the better are built upon.
 */
final class Search {

    /** A set of changes that was tried and is not enough. */
    private record Node(List<Change> changes, Failure failure, int rank) {}

    private static final Comparator<Node> PROMISING =
            Comparator.<Node>comparingInt(node -> -node.failure().progress()).thenComparingInt(Node::rank);

    private final Trial trial;
    private final Probe probe;
    private final boolean shouldSucceed;
    private final DiagnosisLimits limits;
    private final List<Remedy> remedies;
    private final Set<String> tried = new HashSet<>();
    private final List<List<Change>> cures = new ArrayList<>();
    private boolean complete = true;

    Search(Trial trial, DiagnosisQuestion question, DiagnosisLimits limits, List<Remedy> remedies) {
        this.trial = trial;
        this.probe = question.probe();
        this.shouldSucceed = question.shouldSucceed();
        this.limits = limits;
        this.remedies = remedies;
    }

    /** The cures of the smallest size that there is within the limits, the most obvious first. */
    List<List<Change>> from(Failure failure) {
        List<Node> level = List.of(new Node(List.of(), failure, 0));
        for (int size = 1; size <= limits.changes() && cures.isEmpty() && !level.isEmpty() && complete; size++) {
            level = grow(level);
        }
        cures.sort(Comparator.comparingInt(Search::rank));
        return cures;
    }

    /** Whether everything was tried that the failures suggested, up to the size of the cures. */
    boolean isComplete() {
        return complete;
    }

    private List<Node> grow(List<Node> level) {
        List<Node> next = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Node node : level) {
            known.add(node.failure().signature());
        }
        for (Node node : level.stream().sorted(PROMISING).toList()) {
            for (Change change : proposals(node)) {
                if (trial.tries() >= limits.tries() || trial.isSpent()) {
                    complete = false;
                    return next;
                }
                List<Change> changes = new ArrayList<>(node.changes());
                changes.add(change);
                if (tried.add(key(changes))) {
                    attempt(node, changes, known).ifPresent(next::add);
                }
            }
        }
        return next;
    }

    private Optional<Node> attempt(Node parent, List<Change> changes, Set<String> known) {
        Optional<Trial.Outcome> outcome = trial.attempt(Change.lines(changes), probe, true);
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        if (outcome.get().succeeded() == shouldSucceed) {
            cures.add(changes);
            return Optional.empty();
        }
        Failure failure = outcome.get().failure();
        boolean further = changes.get(changes.size() - 1).isRepair()
                || !known.contains(failure.signature())
                        && failure.progress() >= parent.failure().progress();
        return further ? Optional.of(new Node(changes, failure, rank(changes))) : Optional.empty();
    }

    private List<Change> proposals(Node node) {
        Map<List<String>, Change> proposals = new LinkedHashMap<>();
        for (Remedy remedy : remedies) {
            remedy.propose(
                    node.failure(),
                    change -> proposals.merge(
                            change.commands(), change, (one, other) -> one.rank() <= other.rank() ? one : other));
        }
        node.changes().forEach(change -> proposals.remove(change.commands()));
        return proposals.values().stream()
                .sorted(Comparator.comparingInt(Change::rank))
                .toList();
    }

    private static int rank(List<Change> changes) {
        return changes.stream().mapToInt(Change::rank).sum();
    }

    /** The same for two sets of the same changes in another order. */
    private static String key(List<Change> changes) {
        Set<String> keys = new TreeSet<>();
        changes.forEach(change -> keys.add(String.join("\n", change.commands())));
        return String.join("\n\n", keys);
    }
}
