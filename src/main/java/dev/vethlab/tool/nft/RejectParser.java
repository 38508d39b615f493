package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.Map;

/** Reads {@code reject}. */
final class RejectParser {

    private static final int PORT_UNREACHABLE = 3;

    /** The errors that exist in both families, by their names: the ICMP code. */
    private static final Map<String, Integer> ABSTRACT =
            Map.of("no-route", 0, "port-unreachable", PORT_UNREACHABLE, "host-unreachable", 1, "admin-prohibited", 13);

    private final Input input;
    private final RuleScope scope;

    RejectParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
    }

    Statement read(String transport, Span transportAt, boolean ip4) throws SyntaxException {
        Span reject = input.next().span();
        if (!input.accept("with")) {
            boolean named = ip4 && scope.family() == Family.INET;
            return new RejectStatement(false, PORT_UNREACHABLE, named ? " with icmp port-unreachable" : "");
        }
        if (input.accept("tcp")) {
            input.expect("reset");
            boolean other = !transport.endsWith("tcp") && !transport.isEmpty() && !transport.equals("th");
            if (scope.isLive() && other) {
                throw SyntaxException.of("you cannot use tcp reset with this protocol", reject, transportAt);
            }
            return new RejectStatement(true, 0, " with tcp reset");
        }
        boolean both = input.at("icmpx");
        if (!both && !input.at("icmp")) {
            throw input.unexpected("icmp or icmpv6 or tcp or icmpx");
        }
        input.next();
        input.accept("type");
        Token code = input.next();
        if (both && scope.isLive() && scope.family() != Family.INET) {
            throw SyntaxException.of("abstracted ICMP unreachable not supported", code.span(), reject);
        }
        return both ? abstracted(code) : icmp(code);
    }

    private Statement abstracted(Token code) throws SyntaxException {
        Integer number = ABSTRACT.get(code.text());
        if (number == null) {
            throw SyntaxException.of("Could not parse icmpx code", code.span());
        }
        boolean usual = number == PORT_UNREACHABLE;
        return new RejectStatement(false, number, usual ? "" : " with icmpx " + code.text());
    }

    private Statement icmp(Token code) throws SyntaxException {
        Values values = new Values(input, scope.namespace().net(), scope.isLive());
        int number = (int) values.number(DataType.ICMP_CODE, code);
        String name = DataType.ICMP_CODE.text(number, TextStyle.PLAIN);
        boolean usual = number == PORT_UNREACHABLE && scope.family() == Family.IP;
        return new RejectStatement(false, number, usual ? "" : " with icmp " + name);
    }
}
