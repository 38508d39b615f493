package dev.vethlab.tool.ip.tuntap;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.kernel.tun.TunSettings;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.OptionalLong;

/** {@code ip tuntap} ({@code do_iptuntap}). */
public final class TuntapCommand implements IpCommand {

    static final String USAGE = """
            Usage: ip tuntap { add | del | show | list | lst | help } [ dev PHYS_DEV ]
                   [ mode { tun | tap } ] [ user USER ] [ group GROUP ]
                   [ one_queue ] [ pi ] [ vnet_hdr ] [ multi_queue ] [ name NAME ]

            Where: USER  := { STRING | NUMBER }
                   GROUP := { STRING | NUMBER }
            """;

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return show(context);
        }
        String word = arguments.next();
        NetNamespace net = context.namespace().net();
        if (matches(word, "add")) {
            TuntapWords words = new TuntapWords(arguments, true);
            return ask(context, () -> TunDevice.add(net, words.name(), words.settings()));
        }
        if (matches(word, "delete")) {
            TuntapWords words = new TuntapWords(arguments, false);
            return ask(context, () -> TunDevice.delete(net, words.name(), words.settings()));
        }
        if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) {
            return show(context);
        }
        throw ExitException.usage(
                matches(word, "help") ? USAGE : "Command \"" + word + "\" is unknown, try \"ip tuntap help\".\n");
    }

    /** What is asked of the kernel. */
    @FunctionalInterface
    private interface Request {
        void send() throws KernelException;
    }

    private static int ask(IpContext context, Request request) {
        try {
            request.send();
            return 0;
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw ExitException.err(
                    ExitException.FAILURE,
                    "ioctl(TUNSETIFF): " + refusal.errno().words() + "\n");
        }
    }

    /** {@code do_show}, which passes over whatever follows. */
    private static int show(IpContext context) {
        context.output().begin();
        for (NetDevice device : context.namespace().net().devices().all()) {
            if (device instanceof TunDevice tun) {
                print(context.output(), tun);
                if (context.options().showDetails()) {
                    context.output().lineBreak();
                    context.output().text("\tAttached to processes:");
                    context.output().openArray("processes");
                    context.output().closeArray();
                }
                context.output().closeObject();
                context.output().newline();
            }
        }
        context.output().end();
        return 0;
    }

    /** {@code print_tuntap}. */
    private static void print(Output output, TunDevice tun) {
        TunSettings settings = tun.settings();
        output.openObject();
        output.string(Color.IFNAME, "ifname", "%s:", tun.name());
        output.openArray("flags");
        output.element(" %s", settings.type());
        printFlag(output, settings.packetInformation(), "pi");
        printFlag(output, settings.oneQueue(), "one_queue");
        printFlag(output, settings.multiQueue(), "multi_queue");
        printFlag(output, settings.networkHeader(), "vnet_hdr");
        printFlag(output, true, "persist");
        output.closeArray();
        printId(output, "user", settings.owner());
        printId(output, "group", settings.group());
    }

    private static void printFlag(Output output, boolean set, String word) {
        if (set) {
            output.element(" %s", word);
        }
    }

    private static void printId(Output output, String key, OptionalLong id) {
        if (id.isPresent()) {
            output.number(key, " " + key + " %d", id.getAsLong());
        }
    }
}
