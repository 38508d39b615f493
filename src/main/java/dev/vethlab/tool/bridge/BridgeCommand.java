package dev.vethlab.tool.bridge;

import dev.vethlab.tool.ip.grammar.Arguments;

/** What stands behind an object of {@code bridge}, as {@code fdb}. */
@FunctionalInterface
interface BridgeCommand {

    /** Runs a command to its end and gives the exit code of the program. */
    int run(BridgeContext context, Arguments arguments);
}
