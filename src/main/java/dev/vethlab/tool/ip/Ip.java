package dev.vethlab.tool.ip;

import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
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
import dev.vethlab.tool.ip.monitor.MonitorCommand;
import dev.vethlab.tool.ip.neigh.NeighCommand;
import dev.vethlab.tool.ip.neigh.NtableCommand;
import dev.vethlab.tool.ip.netns.IpNetns;
import dev.vethlab.tool.ip.nexthop.NexthopCommand;
import dev.vethlab.tool.ip.route.RouteCommand;
import dev.vethlab.tool.ip.rule.RuleCommand;
import dev.vethlab.tool.ip.tunnel.TunnelCommand;
import dev.vethlab.tool.ip.tuntap.TuntapCommand;
import dev.vethlab.tool.ip.vrf.VrfCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** The program {@code ip}, of which {@code monitor} can go on in the background. */
public final class Ip implements Service {

    private static final String MONITOR = "monitor";
    private static final Set<String> OPTIONS_WITH_VALUE = Set.of("-n", "-netns", "-f", "-family", "-l", "-rc");

    private final MonitorCommand monitor = new MonitorCommand();

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
        objects.put("tunnel", new TunnelCommand());
        objects.put("tunl", new TunnelCommand());
        objects.put("tuntap", new TuntapCommand());
        objects.put("tap", new TuntapCommand());
        objects.put("token", new TokenCommand());
        objects.put("tcpmetrics", new TcpMetricsCommand());
        objects.put("tcp_metrics", new TcpMetricsCommand());
        objects.put(MONITOR, monitor);
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
        return guarded(process, () -> {
            Arguments arguments = new Arguments(words);
            IpOptionReader reader = new IpOptionReader(process, arguments, IpUsage.TEXT);
            IpContext context = context(process, reader);
            try {
                return run(context, arguments, reader.batchFile());
            } finally {
                context.output().abandon();
            }
        });
    }

    @Override
    public boolean goesOn(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += OPTIONS_WITH_VALUE.contains(words.get(at)) ? 2 : 1;
        }
        boolean named = at < words.size()
                && object(words.get(at)).filter(MONITOR::equals).isPresent();
        return named && !words.get(words.size() - 1).equals("help");
    }

    @Override
    public Activity start(Process process, List<String> words) {
        Activity[] started = {Activity.over(0)};
        int code = guarded(process, () -> {
            Arguments arguments = new Arguments(words);
            IpContext context = context(process, new IpOptionReader(process, arguments, IpUsage.TEXT));
            arguments.next();
            started[0] = monitor.start(context, arguments);
            return 0;
        });
        return code == 0 ? started[0] : Activity.over(code);
    }

    private static IpContext context(Process process, IpOptionReader reader) {
        Output output = new Output(process, reader.options());
        return new IpContext(process, reader.namespace(), reader.options(), output);
    }

    /** Runs what may end with last words of the program. */
    private static int guarded(Process process, IntSupplier program) {
        try {
            return program.getAsInt();
        } catch (ExitException exit) {
            exit.refusal().ifPresent(process::refused);
            process.out(exit.out());
            process.err(exit.err());
            return exit.code();
        }
    }

    private Optional<String> object(String word) {
        return objects.keySet().stream()
                .filter(name -> Arguments.matches(word, name))
                .findFirst();
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
