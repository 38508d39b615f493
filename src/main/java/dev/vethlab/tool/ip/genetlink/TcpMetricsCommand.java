package dev.vethlab.tool.ip.genetlink;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.TcpMetrics;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.PrefixText;
import java.util.List;
import java.util.Optional;

/** {@code ip tcp_metrics} ({@code do_tcp_metrics}): what is remembered of finished connections. */
public final class TcpMetricsCommand implements IpCommand {

    private static final String USAGE = """
            Usage:\tip tcp_metrics/tcpmetrics { COMMAND | help }
            \tip tcp_metrics { show | flush } SELECTOR
            \tip tcp_metrics delete [ address ] ADDRESS
            SELECTOR := [ [ address ] PREFIX ]
            """;

    private static final int WHOLE = 32;

    private enum Action {
        LIST,
        DELETE,
        FLUSH
    }

    private record Name(String word, Action action) {}

    private static final List<Name> NAMES = List.of(
            new Name("list", Action.LIST),
            new Name("lst", Action.LIST),
            new Name("show", Action.LIST),
            new Name("delete", Action.DELETE),
            new Name("remove", Action.DELETE),
            new Name("flush", Action.FLUSH));

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new Request(context, Action.LIST).run(arguments);
        }
        String word = arguments.next();
        for (Name name : NAMES) {
            if (matches(word, name.word())) {
                return new Request(context, name.action()).run(arguments);
            }
        }
        throw ExitException.usage(
                matches(word, "help") ? USAGE : "Command \"" + word + "\" is unknown, try \"ip tcp_metrics help\".\n");
    }

    /** One request ({@code tcpm_do_cmd}). */
    private static final class Request {

        private final IpContext context;
        private final Action action;
        private final TcpMetrics metrics;
        private Optional<InetPrefix> remote = Optional.empty();
        private Optional<InetPrefix> local = Optional.empty();

        Request(IpContext context, Action action) {
            this.context = context;
            this.action = action;
            this.metrics = context.namespace().sockets().tcpMetrics();
        }

        int run(Arguments arguments) {
            AddressFamily family = context.options().family();
            if (family != AddressFamily.UNSPEC && family != AddressFamily.INET && family != AddressFamily.INET6) {
                throw ExitException.err(
                        ExitException.FAILURE, "Unsupported protocol family: " + family.number() + "\n");
            }
            while (arguments.hasNext()) {
                option(arguments);
                if (arguments.hasNext()) {
                    arguments.next();
                }
            }
            if (action == Action.DELETE && !isWhole(remote)) {
                throw ExitException.missing("address");
            }
            boolean all = remote.map(InetPrefix::length).orElse(0) == 0 && local.isEmpty();
            if (action == Action.FLUSH && !isWhole(remote) && (!all || family != AddressFamily.UNSPEC)) {
                return flush();
            }
            if (action == Action.LIST) {
                return list();
            }
            boolean some = metrics.forget(
                    (from, to) -> (remote.isEmpty() || remote.get().address().equals(to) || all)
                            && (local.isEmpty() || local.get().address().equals(from)));
            if (!some && !all) {
                throw absent();
            }
            return 0;
        }

        /** One word or two of the selector; the loop behind it passes over the word that follows, as iproute2 does. */
        private void option(Arguments arguments) {
            String word = arguments.next();
            AddressFamily family = context.options().family();
            if (word.equals("src") || word.equals("source")) {
                String value = value(arguments.next(), word, local);
                local = Optional.of(PrefixText.prefix(value, family));
                requireWhole(local, value);
                return;
            }
            boolean named = word.equals("addr") || word.equals("address");
            String value = value(named ? arguments.next() : word, named ? word : "address", remote);
            remote = Optional.of(PrefixText.prefix(value, family));
            if (action == Action.DELETE) {
                requireWhole(remote, value);
            }
        }

        private static String value(String word, String key, Optional<InetPrefix> before) {
            if (matches(word, "help")) {
                throw ExitException.usage(USAGE);
            }
            if (before.isPresent()) {
                throw ExitException.duplicateOrGarbage(key, word);
            }
            return word;
        }

        private static boolean isWhole(Optional<InetPrefix> prefix) {
            return prefix.isPresent() && prefix.get().length() == WHOLE;
        }

        private static void requireWhole(Optional<InetPrefix> prefix, String word) {
            if (!isWhole(prefix)) {
                throw ExitException.err(
                        ExitException.FAILURE,
                        "Error: a specific IP address is expected rather than \"" + word + "\"\n");
            }
        }

        private ExitException absent() {
            return context.refused(new KernelException(Errno.ESRCH));
        }

        private int list() {
            TcpMetricsPrinter printer = new TcpMetricsPrinter(context.output());
            if (isWhole(remote)) {
                printer.print(metrics.get(remote.get().address()).orElseThrow(this::absent), false);
                return 0;
            }
            context.output().begin();
            chosen().forEach(entry -> printer.print(entry, false));
            context.output().end();
            return 0;
        }

        private List<TcpMetrics.Entry> chosen() {
            if (context.options().family() == AddressFamily.INET6) {
                return List.of();
            }
            return metrics.dump().stream()
                    .filter(entry -> remote.isEmpty() || remote.get().network().contains(entry.remote()))
                    .filter(entry -> local.isEmpty() || local.get().network().contains(entry.local()))
                    .toList();
        }

        /** Lists and deletes what was listed, until nothing is. */
        private int flush() {
            List<TcpMetrics.Entry> going = chosen();
            int statistics = context.options().statistics();
            if (going.isEmpty()) {
                context.err("Nothing to flush.\n");
                return 0;
            }
            TcpMetricsPrinter printer = new TcpMetricsPrinter(context.output());
            if (statistics > 1) {
                going.forEach(entry -> printer.print(entry, true));
            }
            metrics.forget((from, to) -> going.stream()
                    .anyMatch(entry ->
                            entry.local().equals(from) && entry.remote().equals(to)));
            if (statistics > 0) {
                context.process().out("\n*** Round 1, deleting " + going.size() + " entries ***\n");
                context.process().out("*** Flush is complete after 1 round ***\n");
            }
            return 0;
        }
    }
}
