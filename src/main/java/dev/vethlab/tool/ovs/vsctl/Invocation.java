package dev.vethlab.tool.ovs.vsctl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One command of a call.
 *
 * @param options those before its name, with their values
 */
record Invocation(String name, List<String> arguments, Map<String, String> options) {

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    String argument(int index) {
        return arguments.get(index);
    }

    /** The command with its options, as it was written. */
    String text() {
        StringBuilder text = new StringBuilder();
        options.forEach((option, value) ->
                text.append(option).append(value.isEmpty() ? "" : "=" + value).append(' '));
        return text.append(name)
                .append(arguments.isEmpty() ? "" : " ")
                .append(String.join(" ", arguments))
                .toString();
    }
}
