package dev.vethlab.tool;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Map;

/** A running program: the kernel it talks to, the namespace it is in, and its output. */
public interface Process {

    Kernel kernel();

    Namespace namespace();

    /** Standard input, all of it; empty where nothing is piped in. */
    String input();

    /** The variables of its environment that were given with {@code env}. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Writes to standard output. */
    void out(CharSequence text);

    /** Writes to standard error. */
    void err(CharSequence text);

    /** Notes the kernel's refusal that the program is about to report in its own words; graders and REST ask for it. */
    default void refused(KernelException refusal) {}

    /** Whether there is a program of this name. */
    default boolean hasProgram(String name) {
        return true;
    }

    /**
     * Runs another program to its end with the same output ({@code execvp}); {@code NAME: command not found} and 127 where there is none.
     *
     * @param namespace where it runs
     * @param words its name and arguments
     */
    int execute(Namespace namespace, List<String> words);

    /** Runs another program as {@link #execute(Namespace, List)} does, with more variables in its environment. */
    default int execute(Map<String, String> variables, List<String> words) {
        return execute(namespace(), words);
    }
}
