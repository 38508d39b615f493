package dev.vethlab.tool.ovs.vsctl;

import java.util.List;

/**
 * A command that there is ({@code struct ctl_command_syntax}).
 *
 * @param least how many arguments it needs
 * @param most how many it takes
 * @param options which options it knows; those with a value end with {@code =}
 */
record Command(String name, int least, int most, List<String> options, Work work) {

    /** What a command does. */
    @FunctionalInterface
    interface Work {
        void run(Transaction transaction, Invocation invocation);
    }

    static Command of(String name, int least, int most, Work work, String... options) {
        return new Command(name, least, most, List.of(options), work);
    }
}
