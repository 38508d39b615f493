package dev.vethlab.tool.nft;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.NatStatement;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code snat}, {@code dnat}, {@code masquerade} and {@code redirect}. */
final class NatParser {

    private static final Set<String> FLAGS = Set.of("random", "fully-random", "persistent");

    private final Input input;
    private final RuleScope scope;
    private final MatchParser matches;
    private final Values values;

    NatParser(Input input, RuleScope scope, MatchParser matches) {
        this.input = input;
        this.scope = scope;
        this.matches = matches;
        this.values = new Values(input, scope.namespace().net(), scope.isLive());
    }

    /**
     * @param hasTransport whether the rule makes sure of a protocol with ports
     * @param saysIp4 whether it makes sure of IPv4
     */
    Statement read(boolean hasTransport, boolean saysIp4) throws SyntaxException {
        Token word = input.next();
        NatStatement.Kind kind = NatStatement.Kind.valueOf(word.text().toUpperCase(Locale.ROOT));
        boolean hasFamily = input.accept("ip") || saysIp4 && scope.family() == Family.INET && input.at("to");
        Operand address = null;
        Value addresses = Value.of(0);
        Value ports = Value.of(0);
        boolean hasAddress = false;
        boolean hasPorts = false;
        String written = "";
        if (input.accept("to")) {
            if (!input.at(":")) {
                hasAddress = true;
                if (matches.isNext()) {
                    address = matches.operand(DataType.IPV4_ADDR);
                } else {
                    addresses = values.value(DataType.IPV4_ADDR);
                    written = addresses.text(DataType.IPV4_ADDR, TextStyle.PLAIN);
                }
                checkFamily(hasFamily, word);
            }
            if (input.accept(":")) {
                Token port = input.peek();
                ports = values.value(DataType.INET_SERVICE);
                hasPorts = true;
                if (!hasTransport && scope.isLive()) {
                    throw SyntaxException.of(
                            "transport protocol mapping is only valid after transport protocol match",
                            port.span(),
                            word.span());
                }
                written += ":" + ports.text(DataType.INET_SERVICE, TextStyle.PLAIN);
            }
        } else if (kind == NatStatement.Kind.SNAT || kind == NatStatement.Kind.DNAT) {
            throw input.unexpected("");
        }
        List<String> flags = flags();
        NatRange range = new NatRange(
                hasAddress,
                new Ipv4Address((int) addresses.low()),
                new Ipv4Address((int) addresses.high()),
                hasPorts,
                (int) ports.low(),
                (int) ports.high(),
                flags.contains("random"),
                flags.contains("fully-random"),
                flags.contains("persistent"));
        String family = hasFamily && scope.family() == Family.INET ? " ip" : "";
        String to = written.isEmpty() ? "" : " to " + written;
        return new NatStatement(
                kind,
                range,
                address,
                (address == null ? family + to : family) + (flags.isEmpty() ? "" : " " + String.join(",", flags)));
    }

    private void checkFamily(boolean hasFamily, Token word) throws SyntaxException {
        if (scope.isLive() && scope.family() == Family.INET && !hasFamily) {
            throw SyntaxException.of("ip or ip6 must be specified with address for inet tables.", word.span());
        }
    }

    private List<String> flags() {
        List<String> given = new ArrayList<>();
        while (FLAGS.contains(input.peek().text())) {
            given.add(input.next().text());
            input.accept(",");
        }
        List<String> ordered = new ArrayList<>();
        for (String flag : List.of("random", "fully-random", "persistent")) {
            if (given.contains(flag)) {
                ordered.add(flag);
            }
        }
        return ordered;
    }
}
