package dev.vethlab.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything that was done to a lab, in order, and what of it is in effect. */
final class Journal {

    private final List<JournalEntry> entries = new ArrayList<>();
    private final History history = new History();
    private long characters;

    /** The number of the last entry, 0 where there is none. */
    int size() {
        return entries.size();
    }

    List<JournalEntry> all() {
        return List.copyOf(entries);
    }

    /** The entries behind the first {@code length}. */
    List<JournalEntry> after(int length) {
        return List.copyOf(entries.subList(length, entries.size()));
    }

    /** How long its operations are, written as a shell writes them. */
    long characters() {
        return characters;
    }

    void add(JournalEntry entry) {
        entries.add(entry);
        characters += entry.operation().shell().length();
        history.add(entry);
    }

    /** Forgets all but the first {@code length} entries. */
    void cutTo(int length) {
        replaceBy(List.copyOf(entries.subList(0, length)));
    }

    void replaceBy(List<JournalEntry> others) {
        entries.clear();
        history.clear();
        characters = 0;
        others.forEach(this::add);
    }

    /** Whether it is the beginning of these entries, or all of them. */
    boolean leadsTo(List<JournalEntry> longer) {
        return longer.size() >= entries.size()
                && longer.subList(0, entries.size()).equals(Collections.unmodifiableList(entries));
    }

    /** The operations that made the lab what it is: the journal without what was undone. */
    List<JournalEntry> effective() {
        return history.effective();
    }

    /** The operations that would be undone next; none where there is nothing to undo. */
    List<JournalEntry> undoable() {
        return history.undoable();
    }

    /** The operations that would be redone next; none where there is nothing to redo. */
    List<JournalEntry> redoable() {
        return history.redoable();
    }
}
