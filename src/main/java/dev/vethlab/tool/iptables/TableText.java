package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table as {@code -L}, {@code -S} and {@code iptables-save} write it. */
final class TableText {

    private final BuiltinTable builtin;
    private final @Nullable Table table;
    private final StringBuilder out = new StringBuilder();

    TableText(BuiltinTable builtin, @Nullable Table table) {
        this.builtin = builtin;
        this.table = table;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private @Nullable Chain chain(String name) {
        return table == null ? null : table.chain(name);
    }

    /** The built-in chains and then one's own by name, or the one of a name. */
    private List<String> names(String only) {
        if (!only.isEmpty()) {
            return List.of(only);
        }
        List<String> names = new ArrayList<>(builtin.chains());
        if (table != null) {
            table.chains().values().stream()
                    .filter(chain -> chain.base() == null)
                    .map(Chain::name)
                    .sorted(Comparator.naturalOrder())
                    .forEach(names::add);
        }
        return names;
    }

    private List<Rule> rules(String name) {
        Chain chain = chain(name);
        return chain == null ? List.of() : chain.rules();
    }

    private static RuleSpec spec(Rule rule) {
        return rule.origin() instanceof RuleSpec spec ? spec : new RuleSpec();
    }

    /** Whether all rules are such as iptables makes. */
    boolean isCompatible() {
        if (table != null) {
            for (Chain chain : table.chains().values()) {
                for (Rule rule : chain.rules()) {
                    if (!(rule.origin() instanceof RuleSpec)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** {@code -L}. */
    void list(Command command) {
        boolean first = true;
        for (String name : names(command.chain)) {
            if (command.number == 0) {
                out.append(first ? "" : "\n");
                header(name, command);
            }
            first = false;
            int number = 0;
            for (Rule rule : rules(name)) {
                number++;
                if (command.number == 0 || command.number == number) {
                    row(rule, number, command);
                }
            }
        }
    }

    private void header(String name, Command command) {
        Chain chain = chain(name);
        BaseChain base = chain == null ? null : chain.base();
        out.append("Chain ").append(name).append(" (");
        if (chain != null && base == null) {
            out.append(Ruleset.references(chain)).append(" references)\n");
        } else {
            out.append("policy ").append(base != null && base.drops() ? "DROP" : "ACCEPT");
            if (command.verbose) {
                long packets = base == null ? 0 : base.packets();
                long bytes = base == null ? 0 : base.bytes();
                out.append(' ').append(count(packets, command.exact, 0).trim()).append(" packets, ");
                out.append(count(bytes, command.exact, 0).trim()).append(" bytes");
            }
            out.append(")\n");
        }
        out.append(command.lineNumbers ? "num  " : "");
        if (command.verbose) {
            out.append(command.exact ? "    pkts      bytes " : " pkts bytes ");
        }
        out.append("target     prot opt");
        out.append(command.verbose ? " in     out    " : "");
        out.append(" source               destination         \n");
    }

    private void row(Rule rule, int number, Command command) {
        RuleSpec spec = spec(rule);
        CounterStatement counter = RuleTables.counter(rule);
        if (command.lineNumbers) {
            out.append(String.format(Locale.ROOT, "%-4d ", number));
        }
        if (command.verbose) {
            out.append(count(counter.packets(), command.exact, 8)).append(' ');
            out.append(count(counter.bytes(), command.exact, 8)).append(' ');
        }
        out.append(String.format(Locale.ROOT, "%-9s ", spec.target));
        String protocol = command.numeric ? Integer.toString(spec.protocol) : RuleSpec.protocolName(spec.protocol);
        out.append(spec.notProtocol ? '!' : ' ').append(String.format(Locale.ROOT, "%-4s ", protocol));
        out.append(!spec.fragment ? "-- " : spec.notFragment ? "!f " : "-f ");
        if (command.verbose) {
            out.append(String.format(Locale.ROOT, " %-6s ", device(spec.in, spec.notIn)));
            out.append(String.format(Locale.ROOT, "%-6s ", device(spec.out, spec.notOut)));
        }
        out.append(address(spec.source, spec.notSource, command.numeric));
        out.append(address(spec.destination, spec.notDestination, command.numeric));
        out.append(spec.isGoto ? "[goto] " : "");
        for (Extension match : spec.matches) {
            out.append(command.numeric ? match.numeric() : match.named());
        }
        if (spec.extension != null) {
            out.append(command.numeric ? spec.extension.numeric() : spec.extension.named());
        }
        out.append('\n');
    }

    private static String device(String name, boolean not) {
        String shown = name.isEmpty() ? "*" : name;
        return not ? "!" + shown : shown;
    }

    private static String address(Ipv4Prefix prefix, boolean not, boolean numeric) {
        String text;
        if (prefix.length() == 0) {
            text = numeric ? "0.0.0.0/0" : "anywhere";
        } else if (prefix.length() == 32) {
            boolean local = !numeric && prefix.network().toString().equals("127.0.0.1");
            text = local ? "localhost" : prefix.network().toString();
        } else {
            text = (numeric ? prefix.network().toString() : network(prefix)) + "/" + prefix.length();
        }
        return (not ? "!" : " ") + String.format(Locale.ROOT, "%-19s ", text);
    }

    /** The name of a network ({@code /etc/networks}), or its address. */
    private static String network(Ipv4Prefix prefix) {
        String address = prefix.network().toString();
        return switch (address) {
            case "127.0.0.0" -> "loopback";
            case "169.254.0.0" -> "link-local";
            default -> address;
        };
    }

    /** A number in five places, shortened where it is longer; or all of it in {@code width} places. */
    private static String count(long number, boolean exact, int width) {
        if (exact) {
            return String.format(Locale.ROOT, "%" + Math.max(1, width) + "d", number);
        }
        if (number <= 99_999) {
            return String.format(Locale.ROOT, "%5d", number);
        }
        long shown = (number + 500) / 1000;
        String unit = "K";
        for (String next : List.of("M", "G", "T")) {
            if (shown > 9_999) {
                shown = (shown + 500) / 1000;
                unit = next;
            }
        }
        return String.format(Locale.ROOT, "%4d%s", shown, unit);
    }

    /** {@code -S}. */
    void rules(Command command) {
        List<String> names = names(command.chain);
        if (command.number == 0) {
            for (String name : names) {
                declaration(name, command.verbose);
            }
        }
        for (String name : names) {
            int number = 0;
            for (Rule rule : rules(name)) {
                number++;
                if (command.number == 0 || command.number == number) {
                    CounterStatement counter = RuleTables.counter(rule);
                    String counts = command.verbose ? " -c " + counter.packets() + " " + counter.bytes() : "";
                    out.append("-A ")
                            .append(name)
                            .append(spec(rule).options(counts))
                            .append('\n');
                }
            }
        }
    }

    private void declaration(String name, boolean counters) {
        Chain chain = chain(name);
        BaseChain base = chain == null ? null : chain.base();
        if (chain != null && base == null) {
            out.append("-N ").append(name).append('\n');
            return;
        }
        out.append("-P ").append(name).append(base != null && base.drops() ? " DROP" : " ACCEPT");
        if (counters) {
            out.append(" -c ")
                    .append(base == null ? 0 : base.packets())
                    .append(' ')
                    .append(base == null ? 0 : base.bytes());
        }
        out.append('\n');
    }

    /** {@code iptables-save}. */
    void save(String date, boolean counters) {
        out.append("# Generated by iptables-save v1.8.9 (nf_tables) on ")
                .append(date)
                .append('\n');
        out.append('*').append(builtin.name()).append('\n');
        for (String name : names("")) {
            Chain chain = chain(name);
            BaseChain base = chain == null ? null : chain.base();
            String policy = chain != null && base == null ? "-" : base != null && base.drops() ? "DROP" : "ACCEPT";
            out.append(':').append(name).append(' ').append(policy).append(" [");
            out.append(base == null ? 0 : base.packets())
                    .append(':')
                    .append(base == null ? 0 : base.bytes())
                    .append("]\n");
        }
        for (String name : names("")) {
            for (Rule rule : rules(name)) {
                CounterStatement counter = RuleTables.counter(rule);
                out.append(counters ? "[" + counter.packets() + ":" + counter.bytes() + "] " : "");
                out.append("-A ").append(name).append(spec(rule).options()).append('\n');
            }
        }
        out.append("COMMIT\n# Completed on ").append(date).append('\n');
    }

    /** A rule as {@code -v} shows it when it is added. */
    static String added(RuleSpec spec) {
        StringBuilder text = new StringBuilder();
        text.append(spec.target)
                .append("  ")
                .append(RuleSpec.protocolName(spec.protocol))
                .append(" opt ");
        text.append(!spec.fragment ? "--" : spec.notFragment ? "!f" : "-f");
        text.append(" in ").append(device(spec.in, spec.notIn)).append(" out ").append(device(spec.out, spec.notOut));
        text.append("  ").append(whole(spec.source, spec.notSource)).append("  -> ");
        text.append(whole(spec.destination, spec.notDestination)).append("  ");
        for (Extension match : spec.matches) {
            text.append(match.numeric());
        }
        if (spec.extension != null) {
            text.append(spec.extension.numeric());
        }
        return text.append('\n').toString();
    }

    private static String whole(Ipv4Prefix prefix, boolean not) {
        String text = prefix.length() == 32 ? prefix.network().toString() : prefix.network() + "/" + prefix.length();
        return (not ? "!" : "") + text;
    }
}
