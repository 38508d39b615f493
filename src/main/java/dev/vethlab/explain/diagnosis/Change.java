package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.Commands;
import dev.vethlab.lab.ShellQuoting;
import java.util.ArrayList;
import java.util.List;

/**
 * One change that may cure a lab.
 *
 * @param commands the command lines that make it
 * @param rank how far-fetched it is: of two cures of the same size, the one of the lower rank is preferred
 */
record Change(List<String> commands, int rank) {

    private static final int REPAIR = 5;

    /** Whether it mends what is evidently broken: then it is built upon, even where nothing is better for it yet. */
    boolean isRepair() {
        return rank <= REPAIR;
    }

    /** A change of one command, run in a namespace. */
    static Change of(int rank, String namespace, String... words) {
        return new Change(List.of(line(namespace, List.of(words))), rank);
    }

    static String line(String namespace, List<String> words) {
        return ShellQuoting.join(Commands.in(namespace, words));
    }

    /** The command lines of several changes, one after the other. */
    static List<String> lines(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.addAll(change.commands()));
        return lines;
    }
}
