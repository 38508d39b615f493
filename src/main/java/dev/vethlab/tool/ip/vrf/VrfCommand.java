package dev.vethlab.tool.ip.vrf;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.kernel.rtnetlink.VrfInfo;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;

/** {@code ip vrf} ({@code do_ipvrf}). */
public final class VrfCommand implements IpCommand {

    private static final String USAGE = """
            Usage:\tip vrf show [NAME] ...
            \tip vrf exec [NAME] cmd ...
            \tip vrf identify [PID]
            \tip vrf pids [NAME]
            """;

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return list(context);
        }
        String word = arguments.next();
        if (matches(word, "identify")) {
            return identify(context, arguments.rest());
        }
        if (matches(word, "pids")) {
            throw ExitException.err(
                    ExitException.FAILURE, "ip vrf pids: not simulated, for there are no control groups\n");
        }
        if (matches(word, "exec")) {
            return execute(context, arguments.rest());
        }
        if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) {
            return show(context, arguments.rest());
        }
        throw ExitException.usage(
                matches(word, "help") ? USAGE : "Command \"" + word + "\" is unknown, try \"ip vrf help\".\n");
    }

    /** {@code ipvrf_exec}: the sockets of the program are bound to the VRF. */
    private static int execute(IpContext context, List<String> words) {
        if (words.size() < 2) {
            throw ExitException.err(
                    ExitException.FAILURE, words.isEmpty() ? "No VRF name specified\n" : "No command specified\n");
        }
        String name = words.get(0);
        int device = name.equals("default") ? 0 : context.devices().indexOfVrf(name);
        if (device == 0 && !name.equals("default")) {
            throw ExitException.returned("Invalid VRF name\n");
        }
        return context.namespace()
                .sockets()
                .runBoundTo(
                        device, () -> context.process().execute(context.namespace(), words.subList(1, words.size())));
    }

    /** {@code ipvrf_identify}: the VRF that this very program runs in. */
    private static int identify(IpContext context, List<String> words) {
        if (words.size() > 1) {
            throw ExitException.invalid("Extra arguments specified\n", words.get(1));
        }
        if (!words.isEmpty()) {
            return identify(words.get(0));
        }
        int device = context.namespace().sockets().programDevice();
        if (device != 0) {
            context.process().out(context.devices().nameOf(device) + "\n");
        }
        return 0;
    }

    /** The first process belongs to none, and no other one is there while a program of a lab runs. */
    private static int identify(String process) {
        long number = Numbers.u32(process, 10).orElseThrow(() -> ExitException.invalid("Invalid pid\n", process));
        if (number != 1) {
            throw ExitException.err(
                    ExitException.FAILURE, "Failed to lookup vrf association: " + Errno.ENOENT.words() + "\n");
        }
        return 0;
    }

    private static int show(IpContext context, List<String> names) {
        if (names.size() > 1) {
            throw ExitException.usage(USAGE);
        }
        if (names.isEmpty()) {
            return list(context);
        }
        int table = context.devices().tableOfVrf(names.get(0));
        if (table == 0) {
            throw ExitException.usage("Invalid VRF\n");
        }
        context.process().out(names.get(0) + " " + Integer.toUnsignedString(table) + "\n");
        return 0;
    }

    private static int list(IpContext context) {
        Output output = context.output();
        output.begin();
        output.text("%-16s", "Name");
        output.text("  %5s\n", "Table");
        output.text("-----------------------\n");
        boolean any = false;
        for (LinkInfo link : new Links(context.namespace().net()).dump()) {
            if (link.kind().equals("vrf") && link.data().orElse(null) instanceof VrfInfo vrf) {
                any = true;
                output.openObject();
                output.string("name", "%-16s", link.name());
                output.number("table", " %5u", Integer.toUnsignedLong(vrf.table()));
                output.newline();
                output.closeObject();
            }
        }
        if (!any) {
            output.text("No VRF has been configured\n");
        }
        output.end();
        return 0;
    }
}
