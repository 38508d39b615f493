package dev.vethlab.tool.ip.tunnel;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelControl;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** {@code ip tunnel} ({@code do_iptunnel}). */
public final class TunnelCommand implements IpCommand {

    static final String USAGE = """
            Usage: ip tunnel { add | change | del | show | prl | 6rd } [ NAME ]
                    [ mode { gre | ipip | isatap | sit | vti } ]
                    [ remote ADDR ] [ local ADDR ]
                    [ [i|o]seq ] [ [i|o]key KEY ] [ [i|o]csum ]
                    [ prl-default ADDR ] [ prl-nodefault ADDR ] [ prl-delete ADDR ]
                    [ 6rd-prefix ADDR ] [ 6rd-relay_prefix ADDR ] [ 6rd-reset ]
                    [ ttl TTL ] [ tos TOS ] [ [no]pmtudisc ] [ dev PHYS_DEV ]

            Where: NAME := STRING
                   ADDR := { IP_ADDRESS | any }
                   TOS  := { STRING | 00..ff | inherit | inherit/STRING | inherit/00..ff }
                   TTL  := { 1..255 | inherit }
                   KEY  := { DOTTED_QUAD | NUMBER }
            """;

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return show(context, arguments);
        }
        String word = arguments.next();
        if (matches(word, "add")) {
            return add(context, new TunnelArguments(context, arguments, false));
        }
        if (matches(word, "change")) {
            return change(context, new TunnelArguments(context, arguments, true));
        }
        if (matches(word, "delete")) {
            return delete(context, new TunnelArguments(context, arguments, false));
        }
        if (matches(word, "show") || matches(word, "lst") || matches(word, "list")) {
            return show(context, arguments);
        }
        if (matches(word, "prl") || matches(word, "6rd")) {
            throw arguments.hasNext()
                    ? ExitException.err(ExitException.FAILURE, "ip tunnel " + word + " is not simulated\n")
                    : ExitException.usage("Must specify device\n");
        }
        throw ExitException.usage(
                matches(word, "help") ? USAGE : "Command \"" + word + "\" is unknown, try \"ip tunnel help\"\n");
    }

    private static int add(IpContext context, TunnelArguments wanted) {
        TunnelMode mode = modeOf(wanted);
        try {
            TunnelControl.add(context.namespace().net(), mode.base(), typeOf(mode), wanted.name(), wanted.config());
            return 0;
        } catch (KernelException refusal) {
            throw refused(context, "add", mode.base(), refusal);
        }
    }

    private static int change(IpContext context, TunnelArguments wanted) {
        TunnelMode mode = modeOf(wanted);
        String name = wanted.name().isEmpty() ? mode.base() : wanted.name();
        try {
            TunnelControl.change(context.namespace().net(), name, typeOf(mode), wanted.config());
            return 0;
        } catch (KernelException refusal) {
            throw refused(context, "add", name, refusal);
        }
    }

    private static TunnelMode modeOf(TunnelArguments wanted) {
        TunnelConfig config = wanted.config();
        if (config.ttl() != 0 && !config.pathMtuDiscovery()) {
            throw ExitException.err(ExitException.FAILURE, "ttl != 0 and nopmtudisc are incompatible\n");
        }
        return wanted.mode()
                .orElseThrow(() -> ExitException.err(
                        ExitException.FAILURE, "cannot determine tunnel mode (ipip, gre, vti or sit)\n"));
    }

    /** No host here has the devices of the other kinds. */
    private static TunnelType typeOf(TunnelMode mode) throws KernelException {
        return mode.type().orElseThrow(() -> new KernelException(Errno.ENODEV));
    }

    private static int delete(IpContext context, TunnelArguments wanted) {
        String name =
                wanted.name().isEmpty() ? wanted.mode().map(TunnelMode::base).orElse("") : wanted.name();
        try {
            TunnelControl.delete(context.namespace().net(), name);
            return 0;
        } catch (KernelException refusal) {
            throw refused(context, "delete", name, refusal);
        }
    }

    /** {@code do_show}: a kind, be it from the name, asks for one tunnel; else all that suit are listed. */
    private static int show(IpContext context, Arguments arguments) {
        TunnelArguments wanted = new TunnelArguments(context, arguments, false);
        Optional<String> one = wanted.mode().map(mode -> wanted.name().isEmpty() ? mode.base() : wanted.name());
        TunnelPrinter printer = new TunnelPrinter(context);
        if (one.isPresent()) {
            try {
                printer.print(TunnelControl.find(context.namespace().net(), one.get()));
            } catch (KernelException refusal) {
                throw refused(context, "get", one.get(), refusal);
            }
            context.output().newline();
            return 0;
        }
        list(context, wanted, printer);
        return 0;
    }

    /** {@code do_tunnels_list}. */
    private static void list(IpContext context, TunnelArguments wanted, TunnelPrinter printer) {
        NetNamespace net = context.namespace().net();
        context.output().begin();
        context.devices().askForAll();
        for (NetDevice device : net.devices().all()) {
            if (device instanceof TunnelDevice tunnel && tunnel.type() != TunnelType.GRETAP && suits(tunnel, wanted)) {
                printer.print(tunnel);
                if (context.options().showStatistics()) {
                    printer.printStatistics(tunnel.stats());
                }
                context.output().anyway("\n");
            }
        }
        context.output().end();
    }

    /** {@code ip_tunnel_parm_match}. */
    private static boolean suits(TunnelDevice tunnel, TunnelArguments wanted) {
        TunnelConfig has = tunnel.config();
        TunnelConfig wants = wanted.config();
        return (wanted.name().isEmpty() || wanted.name().equals(tunnel.name()))
                && (wants.device() == 0 || wants.device() == has.device())
                && (wants.remote().isAny() || wants.remote().equals(has.remote()))
                && (wants.local().isAny() || wants.local().equals(has.local()))
                && (wants.inKey().orElse(0) == 0 || wants.inKey().equals(has.inKey()));
    }

    /** {@code tnl_add_ioctl} and its like. */
    static ExitException refused(IpContext context, String verb, String device, KernelException refusal) {
        context.process().refused(refusal);
        return ExitException.err(
                ExitException.FAILURE,
                verb + " tunnel \"" + device + "\" failed: " + refusal.errno().words() + "\n");
    }
}
