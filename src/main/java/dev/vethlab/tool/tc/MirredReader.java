package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.act.MirredSpec;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.OptionalLong;

/** Reads an action that sends packets elsewhere ({@code parse_mirred}, {@code parse_direction}). */
final class MirredReader {

    private static final String USAGE = """
            Usage: mirred <DIRECTION> <ACTION> [index INDEX] <dev DEVICENAME>
            where:
            \tDIRECTION := <ingress | egress>
            \tACTION := <mirror | redirect>
            \tINDEX  is the specific policy instance id
            \tDEVICENAME is the devicename
            """;

    private final TcContext context;
    private final Arguments arguments;
    private boolean ingress;
    private boolean egress;
    private boolean mirror;
    private boolean redirect;
    private String device = "";
    private int index;
    private boolean hasIndex;

    MirredReader(TcContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    MirredSpec read() {
        if (!arguments.hasNext()) {
            throw ExitException.incomplete();
        }
        String first = arguments.peek();
        if (matches(first, "help")) {
            throw ExitException.usage(USAGE);
        }
        if (!matches(first, "egress") && !matches(first, "ingress") && !matches(first, "index")) {
            throw new BadActionException("mirred option not supported " + first + "\n");
        }
        while (device.isEmpty() && step()) {
            if (!arguments.hasNext()) {
                throw ExitException.incomplete();
            }
        }
        int target = 0;
        if (!device.isEmpty()) {
            target = context.ip().devices().indexOf(device);
            if (target == 0) {
                throw new BadActionException("Cannot find device \"" + device + "\"\n");
            }
        }
        int control = redirect ? Control.STOLEN : Control.PIPE;
        if (mirror) {
            control = Controls.readIfThere(arguments).orElse(Control.PIPE);
        }
        if (matches(arguments.peek(), "index")) {
            if (hasIndex) {
                throw new BadActionException("mirred: Illegal double index\n");
            }
            arguments.next();
            index = number(arguments.next(), "mirred: Illegal \"index\"\n");
        }
        boolean known = ingress || egress;
        return new MirredSpec(index, !known, target, mirror, ingress, control);
    }

    /** Takes one word; false at the end. */
    private boolean step() {
        String word = arguments.next();
        if (matches(word, "action")) {
            return false;
        }
        if (!egress && matches(word, "egress")) {
            egress = true;
            check(ingress, "Can't have both egress and ingress\n");
        } else if (!ingress && matches(word, "ingress")) {
            ingress = true;
            check(egress, "Can't have both ingress and egress\n");
        } else if (matches(word, "index")) {
            index = number(arguments.next(), "Illegal \"index\"\n");
            hasIndex = true;
            return egress || ingress;
        } else if (!mirror && matches(word, "mirror")) {
            mirror = true;
            check(redirect, "Can't have both mirror and redir\n");
        } else if (!redirect && matches(word, "redirect")) {
            redirect = true;
            check(mirror, "Can't have both mirror and redir\n");
        } else if ((redirect || mirror) && matches(word, "dev")) {
            device = arguments.next();
            return false;
        }
        return true;
    }

    private static void check(boolean contradicts, String complaint) {
        if (contradicts) {
            throw new BadActionException(complaint);
        }
    }

    private static int number(String word, String complaint) {
        OptionalLong number = Numbers.u32(word, 10);
        return (int) number.orElseThrow(() -> new BadActionException(complaint));
    }
}
