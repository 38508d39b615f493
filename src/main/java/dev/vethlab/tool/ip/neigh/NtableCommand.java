package dev.vethlab.tool.ip.neigh;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip ntable} ({@code do_ipntable}): what rules neighbours. */
public final class NtableCommand implements IpCommand {

    private static final String USAGE = """
            Usage: ip ntable change name NAME [ dev DEV ]
                    [ thresh1 VAL ] [ thresh2 VAL ] [ thresh3 VAL ] [ gc_int MSEC ]
                    [ PARMS ]
            Usage: ip ntable show [ dev DEV ] [ name NAME ]
            PARMS := [ base_reachable MSEC ] [ retrans MSEC ] [ gc_stale MSEC ]
                     [ delay_probe MSEC ] [ queue LEN ]
                     [ app_probes VAL ] [ ucast_probes VAL ] [ mcast_probes VAL ]
                     [ anycast_delay MSEC ] [ proxy_delay MSEC ] [ proxy_queue LEN ]
                     [ locktime MSEC ]
            """;

    /** The table of IPv6, which has the values that the kernel gives it. */
    static final String NDISC = "ndisc_cache";

    @Override
    public int run(IpContext context, Arguments arguments) {
        context.devices().askForAll();
        if (!arguments.hasNext()) {
            return new NtableShow(context, arguments).run();
        }
        if (arguments.takeMatching("change") || arguments.takeMatching("chg")) {
            return new NtableChange(context, arguments).run();
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return new NtableShow(context, arguments).run();
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(USAGE);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"ip ntable help\".\n");
    }

    static ExitException notSimulated(String what) {
        return ExitException.err(ExitException.FAILURE, "ip ntable: " + what + " not simulated\n");
    }
}
