package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.StatefulStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads what an object with a name says of itself. */
final class ObjectParser {

    /** The helpers of connections that the kernel has, with the protocols that they are for ({@code nf_conntrack_*.c}). */
    private static final Set<String> HELPERS = Set.of(
            "ftp tcp",
            "tftp udp",
            "irc tcp",
            "sip tcp",
            "sip udp",
            "amanda udp",
            "h323 tcp",
            "pptp tcp",
            "sane tcp",
            "snmp udp",
            "netbios-ns udp",
            "RAS udp",
            "Q.931 tcp");

    private final Input input;
    private final RuleScope scope;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private String comment = "";
    private String helper = "";

    ObjectParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
    }

    /** Whether a helper was read that the kernel does not have. */
    boolean isUnknownHelper() {
        return !helper.isEmpty() && !HELPERS.contains(helper);
    }

    /** @param exclusive whether it is created, which wants quotas and limits without braces */
    NamedObject read(NamedObject.Kind kind, String name, boolean exclusive) throws SyntaxException {
        if (kind.isMeasure()) {
            StatefulStatement measure = measure(kind, exclusive);
            return NamedObject.measure(kind, name, 0, comment, measure);
        }
        input.expect("{");
        input.skipNewlines();
        while (!input.at("}")) {
            property(kind);
            input.skipNewlines();
        }
        input.expect("}");
        if (kind != NamedObject.Kind.SYNPROXY && !properties.containsKey("l3proto")) {
            properties.put("l3proto", scope.family().word());
        }
        return NamedObject.description(kind, name, 0, inOrder(kind));
    }

    private StatefulStatement measure(NamedObject.Kind kind, boolean exclusive) throws SyntaxException {
        MeasureParser parser = new MeasureParser(input, scope);
        boolean braces = input.at("{");
        if (braces && exclusive && kind != NamedObject.Kind.COUNTER) {
            throw input.unexpected(kind == NamedObject.Kind.QUOTA ? "number" : "rate");
        }
        if (braces) {
            input.next();
            input.skipNewlines();
        }
        comment();
        StatefulStatement measure = switch (kind) {
            case COUNTER -> input.at("packets") ? parser.counts() : new CounterStatement(0, 0);
            case QUOTA -> parser.amount();
            default -> parser.rate();
        };
        if (braces) {
            input.skipNewlines();
            comment();
            input.expect("}");
        }
        return measure;
    }

    private void comment() throws SyntaxException {
        if (input.accept("comment")) {
            comment = input.string().text();
            input.skipNewlines();
        }
    }

    private void property(NamedObject.Kind kind) throws SyntaxException {
        Token word = input.next();
        switch (word.text()) {
            case "type" -> {
                String type = input.string().text();
                input.expect("protocol");
                String protocol = input.next().text();
                helper = type + " " + protocol;
                properties.put("type", new ObjectProperties.HelperKind(type, protocol));
            }
            case "protocol" -> {
                if (!input.at("tcp") && !input.at("udp")) {
                    throw input.unexpected("udp or tcp");
                }
                properties.put("protocol", input.next().text());
            }
            case "l3proto" -> properties.put("l3proto", input.next().text());
            case "dport", "size", "mss", "wscale" -> properties.put(word.text(), input.number());
            case "timeout" -> {
                String span = input.next().text();
                properties.put("timeout", new ObjectProperties.Time(Values.span(span), span));
            }
            case "policy" -> {
                input.expect("=");
                properties.put("policy", policy());
            }
            case "timestamp", "sack-perm" -> properties.merge("", word.text(), (one, other) -> one + " " + other);
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
        }
    }

    private ObjectProperties.Policy policy() throws SyntaxException {
        Map<String, Long> seconds = new LinkedHashMap<>();
        input.expect("{");
        while (!input.at("}")) {
            String state = input.string().text();
            input.expect(":");
            seconds.put(state, input.number());
            if (!input.accept(",")) {
                break;
            }
        }
        input.expect("}");
        return new ObjectProperties.Policy(seconds);
    }

    /** The order in which the program writes them. */
    private Map<String, Object> inOrder(NamedObject.Kind kind) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String key :
                new String[] {"type", "protocol", "dport", "timeout", "size", "mss", "wscale", "", "l3proto", "policy"
                }) {
            if (properties.containsKey(key)) {
                ordered.put(key, properties.get(key));
            }
        }
        return ordered;
    }
}
