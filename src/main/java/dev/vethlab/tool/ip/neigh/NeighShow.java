package dev.vethlab.tool.ip.neigh;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.NeighbourRequest;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import java.util.List;
import java.util.Optional;

/** The commands about many entries ({@code do_show_or_flush}). */
final class NeighShow {

    private static final int ALL_STATES = 0xff;
    private static final int EVERYTHING = ALL_STATES | NeighFilter.NO_STATE;
    private static final int MOST_ROUNDS = 10;

    private final IpContext context;
    private final Arguments arguments;
    private final Neighbours neighbours;
    private final NeighFilter filter = new NeighFilter();
    private Optional<String> device = Optional.empty();
    private boolean stateGiven;

    NeighShow(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.neighbours =
                new Neighbours(context.namespace().net(), context.namespace().neighbours());
        this.filter.family = context.options().family();
    }

    int show() {
        filter.states = ALL_STATES & ~NudState.NOARP.bit();
        read(false);
        Output output = context.output();
        NeighPrinter printer = new NeighPrinter(context, filter.index != 0);
        output.begin();
        chosen().forEach(printer::print);
        output.end();
        return 0;
    }

    int flush() {
        if (!arguments.hasNext()) {
            throw ExitException.err(ExitException.FAILURE, "Flush requires arguments.\n");
        }
        filter.states = EVERYTHING & ~(NudState.PERMANENT.bit() | NudState.NOARP.bit());
        read(true);
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            List<NeighbourInfo> entries = chosen();
            if (entries.isEmpty()) {
                tell(round == 1 ? "Nothing to flush.\n" : complete(round - 1));
                return 0;
            }
            flush(entries);
            tell("\n*** Round " + round + ", deleting " + entries.size() + " entries ***\n");
            filter.states &= ~NudState.FAILED.bit();
        }
        context.process().out("*** Flush not complete bailing out after " + MOST_ROUNDS + " rounds\n");
        return ExitException.FAILURE;
    }

    private void flush(List<NeighbourInfo> entries) {
        NeighPrinter printer = new NeighPrinter(context, filter.index != 0);
        for (NeighbourInfo entry : entries) {
            if (context.options().statistics() > 1) {
                printer.print(entry);
            }
            delete(entry);
        }
    }

    private void delete(NeighbourInfo entry) {
        try {
            neighbours.delete(new NeighbourRequest(
                    entry.destination(), entry.index(), Optional.empty(), entry.state(), entry.flags(), 0));
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw ExitException.err(
                    ExitException.FAILURE,
                    ExitException.words(refusal) + "Failed to send flush request: "
                            + refusal.errno().words() + "\n");
        }
    }

    private static String complete(int rounds) {
        return "*** Flush is complete after " + rounds + " round" + (rounds > 1 ? "s" : "") + " ***\n";
    }

    private void tell(String words) {
        if (context.options().showStatistics()) {
            context.process().out(words);
        }
    }

    private List<NeighbourInfo> chosen() {
        List<NeighbourInfo> all = filter.proxies ? neighbours.dumpProxies() : neighbours.dump();
        return all.stream().filter(entry -> filter.lets(entry, context)).toList();
    }

    private void read(boolean flush) {
        while (arguments.hasNext()) {
            option(arguments.next(), flush);
        }
        context.devices().askForAll();
        device.ifPresent(name -> filter.index = context.devices().require(name));
    }

    private void option(String word, boolean flush) {
        if (word.equals("dev")) {
            String name = arguments.next();
            if (device.isPresent()) {
                throw ExitException.duplicate("dev", name);
            }
            device = Optional.of(name);
        } else if (word.equals("master")) {
            filter.master = master(arguments.next(), "Device does not exist\n");
        } else if (word.equals("vrf")) {
            vrf(arguments.next());
        } else if (word.equals("nomaster")) {
            filter.master = NeighFilter.NO_MASTER;
        } else if (word.equals("unused")) {
            filter.unusedOnly = true;
        } else if (word.equals("nud")) {
            state(arguments.next(), flush);
        } else if (word.equals("proxy")) {
            filter.proxies = true;
        } else if (matches(word, "protocol")) {
            protocol(arguments.next());
        } else {
            prefix(word.equals("to") ? arguments.next() : word);
        }
    }

    private int master(String name, String complaint) {
        int index = context.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.invalid(complaint, name);
        }
        return index;
    }

    private void vrf(String name) {
        String complaint = "Not a valid VRF name\n";
        int index = master(name, complaint);
        boolean isVrf = context.namespace()
                .net()
                .devices()
                .byIndex(index)
                .map(found -> found.kind().equals("vrf"))
                .orElse(false);
        if (!isVrf) {
            throw ExitException.invalid(complaint, name);
        }
        filter.master = index;
    }

    private void state(String word, boolean flush) {
        if (!stateGiven) {
            stateGiven = true;
            filter.states = 0;
        }
        Optional<NudState> state = NudWord.read(word);
        if (state.isPresent()) {
            filter.states |= state.get() == NudState.NONE
                    ? NeighFilter.NO_STATE
                    : state.get().bit();
        } else if (word.equals("all")) {
            filter.states |= flush ? EVERYTHING & ~NudState.NOARP.bit() : EVERYTHING;
        } else {
            throw NudWord.bad(word);
        }
    }

    private void protocol(String word) {
        filter.protocol = RouteProtocols.read(word).orElseGet(() -> {
            if (!word.equals("all")) {
                throw ExitException.invalid("invalid \"protocol\"\n", word);
            }
            return 0;
        });
    }

    /** {@code get_prefix}. */
    private void prefix(String word) {
        if (matches(word, "help")) {
            throw ExitException.usage(NeighCommand.USAGE);
        }
        AddressFamily family = filter.family;
        boolean ipv6 = family == AddressFamily.UNSPEC || family == AddressFamily.INET6;
        if (ipv6 && Ipv6Address.isPrefix(word)) {
            filter.family = AddressFamily.INET6;
            return;
        }
        InetPrefix prefix = PrefixText.prefix(word, family);
        filter.prefix = Optional.of(prefix);
        if (prefix.length() != 0) {
            filter.family = AddressFamily.INET;
        }
    }
}
