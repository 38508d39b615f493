package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.ActionSpec;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the actions behind a filter ({@code parse_action}). */
final class ActionReader {

    private static final Set<String> COMMANDS = Set.of("change", "replace", "delete", "get", "add");

    private final TcContext context;
    private final Arguments arguments;

    ActionReader(TcContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    /**
     * Reads actions until a word that belongs to the filter again.
     *
     * @param complaint what the filter says where they are wrong, behind what the actions say
     */
    List<ActionSpec> read(String complaint) {
        List<ActionSpec> specs = new ArrayList<>();
        if (!arguments.hasNext()) {
            throw TcContext.complaint(complaint);
        }
        boolean expected = false;
        while (arguments.hasNext()) {
            String word = arguments.peek();
            if (word.equals("action")) {
                arguments.next();
                expected = true;
            } else if (word.equals("flowid") || word.equals("classid") || startsCommand(word)) {
                break;
            } else if (word.equals("help")) {
                throw TcContext.complaint(complaint);
            } else {
                expected = false;
                specs.add(one(word, complaint));
                skipHints();
            }
        }
        if (expected) {
            throw TcContext.complaint("bad action empty 1\nparse_action: bad value (0:(null))!\n" + complaint);
        }
        return specs;
    }

    private static boolean startsCommand(String word) {
        return COMMANDS.stream().anyMatch(command -> matches(word, command));
    }

    private ActionSpec one(String word, String complaint) {
        int left = arguments.remaining();
        try {
            if (Controls.isOne(word) || matches(word, "gact")) {
                return new GactReader(arguments).read();
            }
            if (word.equals("mirred")) {
                arguments.next();
                return new MirredReader(context, arguments).read();
            }
            if (word.equals("police")) {
                arguments.next();
                return new PoliceReader(arguments).read();
            }
            return new GactReader(arguments).read();
        } catch (BadActionException bad) {
            throw TcContext.complaint(bad.words() + "bad action parsing\nparse_action: bad value (" + left + ":" + word
                    + ")!\n" + complaint);
        }
    }

    /** Words about hardware and counters, which change nothing here. */
    private void skipHints() {
        if (arguments.take("cookie")) {
            arguments.next();
        }
        if (arguments.takeMatching("hw_stats")) {
            String value = arguments.next();
            if (!matches(value, "immediate") && !matches(value, "delayed") && !matches(value, "disabled")) {
                throw ExitException.invalid("value is invalid\n", value);
            }
        }
        arguments.take("no_percpu");
        arguments.take("skip_sw");
        arguments.take("skip_hw");
    }
}
