package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.Verdict;
import dev.vethlab.kernel.netfilter.nftables.VerdictStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule in the words of iptables ({@code struct iptables_command_state}); the rule of nf_tables keeps it as its origin. */
final class RuleSpec implements Rule.Origin {

    Ipv4Prefix source = Ipv4Prefix.DEFAULT;
    Ipv4Prefix destination = Ipv4Prefix.DEFAULT;
    boolean notSource;
    boolean notDestination;
    String in = "";
    String out = "";
    boolean notIn;
    boolean notOut;
    int protocol;
    boolean notProtocol;

    /** What its counter begins with. */
    long packets;

    long bytes;
    boolean fragment;
    boolean notFragment;
    final List<Extension> matches = new ArrayList<>();

    /** What {@code -j} or {@code -g} names; empty for nothing. */
    String target = "";

    boolean isGoto;

    /** The target where it is an extension; null for a verdict or a chain. */
    @Nullable
    Extension extension;

    String chain = "";

    /** The same rule for other addresses. */
    RuleSpec between(Ipv4Prefix from, Ipv4Prefix to) {
        RuleSpec copy = new RuleSpec();
        copy.source = from;
        copy.destination = to;
        copy.notSource = notSource;
        copy.notDestination = notDestination;
        copy.in = in;
        copy.out = out;
        copy.notIn = notIn;
        copy.notOut = notOut;
        copy.protocol = protocol;
        copy.packets = packets;
        copy.bytes = bytes;
        copy.notProtocol = notProtocol;
        copy.fragment = fragment;
        copy.notFragment = notFragment;
        copy.matches.addAll(matches);
        copy.target = target;
        copy.isGoto = isGoto;
        copy.extension = extension;
        copy.chain = chain;
        return copy;
    }

    /** The rule behind {@code -A CHAIN}. */
    String options() {
        return options("");
    }

    /** @param counters {@code -c N N}, or empty */
    String options(String counters) {
        StringBuilder text = new StringBuilder();
        address(text, "-s", source, notSource);
        address(text, "-d", destination, notDestination);
        device(text, "-i", in, notIn);
        device(text, "-o", out, notOut);
        if (protocol != 0) {
            text.append(notProtocol ? " !" : "").append(" -p ").append(protocolName(protocol));
        }
        if (fragment) {
            text.append(notFragment ? " !" : "").append(" -f");
        }
        for (Extension match : matches) {
            text.append(" -m ").append(match.name()).append(match.save().isEmpty() ? "" : " " + match.save());
        }
        text.append(counters);
        if (!target.isEmpty()) {
            text.append(isGoto ? " -g " : " -j ").append(target);
            if (extension != null && !extension.save().isEmpty()) {
                text.append(' ').append(extension.save());
            }
        }
        return text.toString();
    }

    private static void address(StringBuilder text, String option, Ipv4Prefix prefix, boolean inverted) {
        if (prefix.length() != 0 || inverted) {
            text.append(inverted ? " !" : "").append(' ').append(option).append(' ');
            text.append(prefix.network()).append('/').append(prefix.length());
        }
    }

    private static void device(StringBuilder text, String option, String name, boolean inverted) {
        if (!name.isEmpty()) {
            text.append(inverted ? " !" : "")
                    .append(' ')
                    .append(option)
                    .append(' ')
                    .append(name);
        }
    }

    /** The name of a protocol, or its number. */
    static String protocolName(int protocol) {
        return protocol == 0 ? "all" : DataType.INET_PROTO.text(protocol, TextStyle.PLAIN);
    }

    @Override
    public String text() {
        return "-A " + chain + options();
    }

    /** The rule in nf_tables. */
    List<Statement> statements(CounterStatement counter, @Nullable Verdict verdict) {
        List<Statement> statements = new ArrayList<>();
        device(statements, MetaKey.IIFNAME, in, notIn);
        device(statements, MetaKey.OIFNAME, out, notOut);
        if (protocol != 0 && !isImplied()) {
            statements.add(new Comparison(MetaKey.L4PROTO, operator(notProtocol), 0, Value.of(protocol)));
        }
        address(statements, HeaderField.IP_SADDR, source, notSource);
        address(statements, HeaderField.IP_DADDR, destination, notDestination);
        if (fragment) {
            Comparison.Operator operator = notFragment ? Comparison.Operator.IMPLICIT : Comparison.Operator.NOT;
            statements.add(new Comparison(HeaderField.IP_FRAG_OFF, operator, 0x1fff, Value.of(0)));
        }
        matches.forEach(match -> statements.addAll(match.statements()));
        statements.add(counter);
        if (extension != null) {
            statements.addAll(extension.statements());
        } else if (verdict != null) {
            statements.add(new VerdictStatement(verdict));
        }
        return statements;
    }

    /** Whether the first match makes sure of the protocol, so that nft does not write it. */
    private boolean isImplied() {
        return !notProtocol
                && !matches.isEmpty()
                && (matches.get(0).name().equals("tcp") || matches.get(0).name().equals("udp"))
                && matches.get(0).statements().get(0) instanceof Comparison;
    }

    private static Comparison.Operator operator(boolean inverted) {
        return inverted ? Comparison.Operator.NOT : Comparison.Operator.IMPLICIT;
    }

    private static void device(List<Statement> statements, Selector selector, String name, boolean inverted) {
        if (!name.isEmpty() && !name.equals("+")) {
            String pattern = name.endsWith("+") ? name.substring(0, name.length() - 1) + "*" : name;
            statements.add(new Comparison(selector, operator(inverted), 0, Value.name(pattern)));
        }
    }

    private static void address(List<Statement> statements, Selector selector, Ipv4Prefix prefix, boolean inverted) {
        if (prefix.length() != 0 || inverted) {
            long low = Integer.toUnsignedLong(prefix.network().bits());
            long size = 1L << 32 - prefix.length();
            statements.add(new Comparison(selector, operator(inverted), 0, Value.prefix(low, low + size - 1)));
        }
    }
}
