package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is to become of a packet, in words ({@code action_a2n}, {@code parse_action_control}, {@code print_action_control}). */
final class Controls {

    private static final Map<String, Integer> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("continue", Control.UNSPEC);
        WORDS.put("drop", Control.SHOT);
        WORDS.put("shot", Control.SHOT);
        WORDS.put("pass", Control.OK);
        WORDS.put("ok", Control.OK);
        WORDS.put("reclassify", Control.RECLASSIFY);
        WORDS.put("pipe", Control.PIPE);
        WORDS.put("goto", Control.GOTO_CHAIN);
        WORDS.put("jump", Control.JUMP);
        WORDS.put("trap", Control.TRAP);
    }

    private Controls() {}

    static boolean isOne(String word) {
        return find(word).isPresent();
    }

    static OptionalInt find(String word) {
        for (Map.Entry<String, Integer> entry : WORDS.entrySet()) {
            if (matches(word, entry.getKey())) {
                return OptionalInt.of(entry.getValue());
            }
        }
        return OptionalInt.empty();
    }

    /** Takes the next words, which must be one. */
    static int read(Arguments arguments) {
        if (!arguments.hasNext()) {
            throw new BadActionException("");
        }
        String word = arguments.peek();
        return readIfThere(arguments).orElseThrow(() -> new BadActionException("Bad action type " + word + "\n"));
    }

    /** Takes the next words if they are one. */
    static Optional<Integer> readIfThere(Arguments arguments) {
        OptionalInt found = find(arguments.peek());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        arguments.next();
        int control = found.getAsInt();
        if (control == Control.GOTO_CHAIN) {
            if (!matches(arguments.next(), "chain")) {
                throw new BadActionException("\"chain index\" expected\n");
            }
            return Optional.of(control | number(arguments.next(), "Illegal \"chain index\"\n"));
        }
        if (control == Control.JUMP) {
            String count = arguments.next();
            return Optional.of(control | number(count, "Invalid \"jump count\" (" + count + ")\n"));
        }
        return Optional.of(control);
    }

    private static int number(String word, String complaint) {
        OptionalLong number = Numbers.u32(word, 10);
        if (number.isEmpty() || number.getAsLong() > Control.VALUE) {
            throw new BadActionException(complaint);
        }
        return (int) number.getAsLong();
    }

    static void print(Output output, String before, int control, String after) {
        output.text(before);
        output.openObject("control_action");
        output.string("type", "%s", word(control));
        if (Control.isGotoChain(control)) {
            output.number("chain", " chain %u", control & Control.VALUE);
        }
        if (Control.isJump(control)) {
            output.number("jump", " %u", control & Control.VALUE);
        }
        output.closeObject();
        output.text(after);
    }

    private static String word(int control) {
        if (Control.isGotoChain(control)) {
            return "goto";
        }
        if (Control.isJump(control)) {
            return "jump";
        }
        return switch (control) {
            case Control.UNSPEC -> "continue";
            case Control.OK -> "pass";
            case Control.SHOT -> "drop";
            case Control.RECLASSIFY -> "reclassify";
            case Control.PIPE -> "pipe";
            case Control.STOLEN -> "stolen";
            case Control.TRAP -> "trap";
            default -> Integer.toString(control);
        };
    }
}
