package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.act.GactSpec;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;

/** Reads an action that says what becomes of packets ({@code parse_gact}). */
final class GactReader {

    private static final String USAGE = """
            Usage: ... gact <ACTION> [RAND] [INDEX]
            Where: \tACTION := reclassify | drop | continue | pass | pipe |
                   \t          goto chain <CHAIN_INDEX> | jump <JUMP_COUNT>
            \tRAND := random <RANDTYPE> <ACTION> <VAL>
            \tRANDTYPE := netrand | determ
            \tVAL : = value not exceeding 10000
            \tJUMP_COUNT := Absolute jump from start of action list
            \tINDEX := index value used

            """;
    private static final int MOST_VALUE = 10_000;

    private final Arguments arguments;

    GactReader(Arguments arguments) {
        this.arguments = arguments;
    }

    GactSpec read() {
        if (matches(arguments.peek(), "gact")) {
            arguments.next();
            if (!arguments.hasNext()) {
                throw ExitException.incomplete();
            }
        }
        if (matches(arguments.peek(), "index")) {
            arguments.next();
            return new GactSpec(index(), true, 0, GactSpec.Chance.NONE, 0, 0);
        }
        int control = control();
        GactSpec.Chance chance = GactSpec.Chance.NONE;
        int otherControl = Control.OK;
        int value = 0;
        if (matches(arguments.peek(), "random")) {
            arguments.next();
            String type = arguments.next();
            if (matches(type, "netrand")) {
                chance = GactSpec.Chance.NETRAND;
            } else if (matches(type, "determ")) {
                chance = GactSpec.Chance.DETERM;
            } else {
                throw new BadActionException("Illegal \"random type\"\n");
            }
            otherControl = control();
            value = value();
        } else if (matches(arguments.peek(), "help")) {
            throw ExitException.usage(USAGE);
        }
        int index = 0;
        if (matches(arguments.peek(), "index")) {
            arguments.next();
            index = index();
        }
        return new GactSpec(index, false, control, chance, otherControl, value);
    }

    private int control() {
        try {
            return Controls.read(arguments);
        } catch (BadActionException bad) {
            throw ExitException.usage(bad.words() + USAGE);
        }
    }

    private int value() {
        int value = Numbers.u16(arguments.hasNext() ? arguments.next() : "", 10)
                .orElseThrow(() -> new BadActionException("Illegal probability val 0x0\n"));
        if (value > MOST_VALUE) {
            throw new BadActionException("Illegal probability val  0x" + Integer.toHexString(value) + "\n");
        }
        return value;
    }

    private int index() {
        return (int) Numbers.u32(arguments.next(), 10).orElseThrow(() -> new BadActionException("Illegal \"index\"\n"));
    }
}
