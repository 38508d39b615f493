package dev.vethlab.lab;

/**
 * One operation of a lab's journal.
 *
 * @param number its place in the journal, from 1; also the lab's revision once it was applied
 * @param change the number of the first operation of the change that it is part of: what is undone together
 * @param atNs virtual time when it began
 * @param exitCode what the command returned; 0 for what is no command
 * @param events the events that it was stopped after, because what its request may take was used up; 0 where it was not. Granted
 *     as many, it comes to the same end again
 */
public record JournalEntry(long number, long change, long atNs, Operation operation, int exitCode, long events) {

    /** An operation that came to its end by itself. */
    public JournalEntry(long number, long change, long atNs, Operation operation, int exitCode) {
        this(number, change, atNs, operation, exitCode, 0);
    }
}
