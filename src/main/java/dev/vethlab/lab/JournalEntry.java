package dev.vethlab.lab;

/**
 * One operation of a lab's journal.
 *
 * @param number its place in the journal, from 1; also the lab's revision once it was applied
 * @param change the number of the first operation of the change that it is part of: what is undone together
 * @param atNs virtual time when it began
 * @param exitCode what the command returned; 0 for what is no command
 */
public record JournalEntry(long number, long change, long atNs, Operation operation, int exitCode) {}
