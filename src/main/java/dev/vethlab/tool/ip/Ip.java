package dev.vethlab.tool.ip;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ip.address.AddressCommand;
import dev.vethlab.tool.ip.genetlink.AbsentFamilyCommand;
import dev.vethlab.tool.ip.genetlink.AbsentFamilyUsage;
import dev.vethlab.tool.ip.genetlink.IoamCommand;
import dev.vethlab.tool.ip.genetlink.MptcpCommand;
import dev.vethlab.tool.ip.genetlink.SegmentRoutingCommand;
import dev.vethlab.tool.ip.genetlink.TcpMetricsCommand;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Batch;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpOptionReader;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.link.IpLink;
import dev.vethlab.tool.ip.listing.AddrlabelCommand;
import dev.vethlab.tool.ip.listing.MaddressCommand;
import dev.vethlab.tool.ip.listing.MrouteCommand;
import dev.vethlab.tool.ip.listing.NetconfCommand;
import dev.vethlab.tool.ip.listing.TokenCommand;
import dev.vethlab.tool.ip.listing.XfrmCommand;
import dev.vethlab.tool.ip.neigh.NeighCommand;
import dev.vethlab.tool.ip.neigh.NtableCommand;
import dev.vethlab.tool.ip.netns.IpNetns;
import dev.vethlab.tool.ip.nexthop.NexthopCommand;
import dev.vethlab.tool.ip.route.RouteCommand;
import dev.vethlab.tool.ip.rule.RuleCommand;
import dev.vethlab.tool.ip.tuntap.TuntapCommand;
import dev.vethlab.tool.ip.vrf.VrfCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program {@code ip}. */
public final class Ip implements Program {

    /** The objects in the order in which abbreviations of their names are tried. */
    private final Map<String, IpCommand> objects = new LinkedHashMap<>();

    public Ip() {
        objects.put("address", new AddressCommand());
        objects.put("addrlabel", new AddrlabelCommand());
        objects.put("maddress", new MaddressCommand());
        objects.put("route", new RouteCommand());
        objects.put("rule", new RuleCommand(false));
        objects.put("neighbor", new NeighCommand());
        objects.put("neighbour", new NeighCommand());
        objects.put("ntable", new NtableCommand());
        objects.put("ntbl", new NtableCommand());
        objects.put("link", new IpLink());
        absent("l2tp", AbsentFamilyUsage.L2TP);
        absent("fou", AbsentFamilyUsage.FOU);
        absent("ila", AbsentFamilyUsage.ILA);
        absent("macsec", AbsentFamilyUsage.MACSEC);
        notSimulated("tunnel", "tunl");
        objects.put("tuntap", new TuntapCommand());
        objects.put("tap", new TuntapCommand());
        objects.put("token", new TokenCommand());
        objects.put("tcpmetrics", new TcpMetricsCommand());
        objects.put("tcp_metrics", new TcpMetricsCommand());
        objects.put("monitor", (context, arguments) -> {
            throw ExitException.err(
                    ExitException.FAILURE,
                    "ip monitor is not simulated: a command of a lab ends before the next one begins, so that there is"
                            + " nothing for it to see; GET /labs/{lab}/events tells what changes\n");
        });
        objects.put("xfrm", new XfrmCommand());
        objects.put("mroute", new MrouteCommand());
        objects.put("mrule", new RuleCommand(true));
        objects.put("netns", new IpNetns());
        objects.put("netconf", new NetconfCommand());
        objects.put("vrf", new VrfCommand());
        objects.put("sr", new SegmentRoutingCommand());
        objects.put("nexthop", new NexthopCommand());
        objects.put("mptcp", new MptcpCommand());
        objects.put("ioam", new IoamCommand());
        objects.put("help", (context, arguments) -> {
            throw ExitException.usage(IpUsage.TEXT);
        });
        notSimulated("stats");
    }

    @Override
    public String name() {
        return "ip";
    }

    @Override
    public int run(Process process, List<String> words) {
        Arguments arguments = new Arguments(words);
        try {
            IpOptionReader reader = new IpOptionReader(process, arguments, IpUsage.TEXT);
            Output output = new Output(process, reader.options());
            IpContext context = new IpContext(process, reader.namespace(), reader.options(), output);
            try {
                return run(context, arguments, reader.batchFile());
            } finally {
                output.abandon();
            }
        } catch (ExitException exit) {
            exit.refusal().ifPresent(process::refused);
            process.out(exit.out());
            process.err(exit.err());
            return exit.code();
        }
    }

    private int run(IpContext context, Arguments arguments, String batchFile) {
        if (!batchFile.isEmpty()) {
            return new Batch(context, line -> command(context, line)).run(batchFile);
        }
        if (!arguments.hasNext()) {
            throw ExitException.usage(IpUsage.TEXT);
        }
        return command(context, arguments);
    }

    /** Runs the object that the first word names ({@code do_cmd}). */
    int command(IpContext context, Arguments arguments) {
        String word = arguments.next();
        for (Map.Entry<String, IpCommand> object : objects.entrySet()) {
            if (Arguments.matches(word, object.getKey())) {
                return object.getValue().run(context, arguments);
            }
        }
        throw ExitException.err(ExitException.FAILURE, "Object \"" + word + "\" is unknown, try \"ip help\".\n");
    }

    private void absent(String name, String usage) {
        objects.put(name, new AbsentFamilyCommand(usage));
    }

    private void notSimulated(String... names) {
        for (String name : names) {
            objects.put(name, (context, arguments) -> {
                throw ExitException.err(ExitException.FAILURE, "ip " + name + ": not simulated\n");
            });
        }
    }
}
