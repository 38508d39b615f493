package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.Arguments;

/** What stands behind an object of {@code tc}, as {@code qdisc}. */
@FunctionalInterface
interface TcCommand {

    /** Runs a command to its end and gives the exit code of the program. */
    int run(TcContext context, Arguments arguments);
}
