package dev.vethlab.tool.shell;

import java.util.List;

/**
 * Commands each of which reads what the one before has written.
 *
 * @param commands at least one
 * @param background whether the shell goes on at once
 * @param text as it was written
 */
record Pipeline(List<CommandLine> commands, boolean background, String text) {

    CommandLine last() {
        return commands.get(commands.size() - 1);
    }
}
