package dev.vethlab.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What of a journal is in effect. The journal only ever grows: undoing a change is an operation of its own, and so is
 * redoing it. A change is undone whole, as it was asked for, with all operations that it consisted of.
 */
final class History {

    private final Deque<List<JournalEntry>> done = new ArrayDeque<>();
    private final Deque<List<JournalEntry>> undone = new ArrayDeque<>();

    /** Follows the journal by one entry. */
    void add(JournalEntry entry) {
        if (entry.operation() instanceof Operation.Undo) {
            undone.addLast(done.removeLast());
        } else if (entry.operation() instanceof Operation.Redo) {
            done.addLast(undone.removeLast());
        } else {
            undone.clear();
            if (done.isEmpty() || done.getLast().get(0).change() != entry.change()) {
                done.addLast(new ArrayList<>(1));
            }
            done.getLast().add(entry);
        }
    }

    void clear() {
        done.clear();
        undone.clear();
    }

    /** The operations that made the lab what it is, in order. */
    List<JournalEntry> effective() {
        return done.stream().flatMap(List::stream).toList();
    }

    /** The operations that would be undone next; none where there is nothing to undo. */
    List<JournalEntry> undoable() {
        return done.isEmpty() ? List.of() : List.copyOf(done.getLast());
    }

    /** The operations that would be redone next; none where there is nothing to redo. */
    List<JournalEntry> redoable() {
        return undone.isEmpty() ? List.of() : List.copyOf(undone.getLast());
    }
}
