package dev.vethlab.tool;

import java.util.List;

/** A program of the lab's command line. */
public interface Program {

    /** The name that it is called by, as {@code ping}. */
    String name();

    /**
     * Runs it to its end, however long it takes in virtual time.
     *
     * @param process where it runs and writes
     * @param arguments the words behind its name
     * @return its exit code
     */
    int run(Process process, List<String> arguments);
}
