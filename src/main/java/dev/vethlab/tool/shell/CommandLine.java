package dev.vethlab.tool.shell;

import java.util.List;
import java.util.Optional;

/**
 * A command line, taken apart.
 *
 * @param words the program and its arguments, without quotes
 * @param redirections in their order
 */
record CommandLine(List<String> words, List<Redirection> redirections) {

    /**
     * Where a stream goes to, or where standard input comes from.
     *
     * @param stream 0, 1 or 2
     * @param target the file; empty where the stream goes where {@code copied} goes
     * @param copied another stream
     */
    record Redirection(int stream, Optional<String> target, int copied) {

        static Redirection to(int stream, String target) {
            return new Redirection(stream, Optional.of(target), -1);
        }

        static Redirection copy(int stream, int copied) {
            return new Redirection(stream, Optional.empty(), copied);
        }
    }
}
