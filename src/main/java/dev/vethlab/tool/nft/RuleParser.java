package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.DynamicSetStatement;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.InertStatement;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.NotrackStatement;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.StatefulStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.StripStatement;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.VerdictStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/** Reads the statements of a rule. */
final class RuleParser {

    private static final Set<String> QUEUE_OPTIONS = Set.of("num", "to", "flags", "bypass", "fanout", ",", "-");

    private static final long METER_SIZE = 65_535;

    private final Input input;
    private final RuleScope scope;
    private final MatchParser matches;
    private final List<Statement> statements = new ArrayList<>();
    private String comment = "";
    private Span lastWord = new Span(0, 0, 0, 0);
    private String transport = "";
    private Span transportAt = new Span(0, 0, 0, 0);

    RuleParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
        this.matches = new MatchParser(input, scope);
    }

    List<Statement> statements() {
        return statements;
    }

    String comment() {
        return comment;
    }

    void read() throws SyntaxException {
        if (input.at("comment")) {
            throw input.unexpected("");
        }
        Span terminal = null;
        while (!input.atEndOfStatement()) {
            if (input.at("comment") && !statements.isEmpty()) {
                input.next();
                comment = input.string().text();
                if (!input.atEndOfStatement()) {
                    throw input.unexpected("end of file or newline or semicolon");
                }
                return;
            }
            Span start = input.peek().span();
            lastWord = start;
            Statement statement = statement();
            Span at = start.to(input.previous().span());
            if (terminal != null && scope.isLive()) {
                throw SyntaxException.of("Statement after terminal statement has no effect", at, terminal);
            }
            add(statement, at);
            terminal = statement.isTerminal() ? at : terminal;
        }
        if (statements.isEmpty()) {
            throw input.unexpected("");
        }
    }

    private void add(Statement statement, Span at) throws SyntaxException {
        if (scope.isLive()
                && scope.family() != Family.INET
                && statement instanceof Comparison comparison
                && comparison.left() == MetaKey.NFPROTO) {
            throw SyntaxException.of("meta nfproto is only useful in the inet family", matches.lastKey());
        }
        if (scope.isLive()) {
            BridgeFamily.check(scope.family(), statement, matches.lastKey(), lastWord);
        }
        BridgeFamily.removeImplied(scope.family(), statement, statements);
        String found = MatchParser.transportOf(statement);
        Selector tested = statement instanceof Comparison comparison
                ? comparison.left()
                : statement instanceof SetLookup lookup ? lookup.key().get(0) : null;
        boolean header = tested instanceof HeaderField field && field.protocol().equals(found);
        if (!found.isEmpty()) {
            if (scope.isLive() && header) {
                checkAgrees(found);
            }
            transport = transport.isEmpty() || !found.equals("th") ? found : transport;
            transportAt = tested != null && MatchParser.namesTransport(tested) ? at : matches.lastKey();
        }
        Dependencies dependencies = new Dependencies(scope.family(), statements);
        dependencies.impliedBy(statement);
        if (statement instanceof RejectStatement reject) {
            dependencies.neededBy(reject, !transport.isEmpty());
        }
        if (scope.family() == Family.INET && statement instanceof RejectStatement reject) {
            NetworkLayer.imply(reject, statements, sayIp4());
        }
        if (statement instanceof Comparison comparison
                && (comparison.left() == HeaderField.ICMP_ID || comparison.left() == HeaderField.ICMP_SEQUENCE)) {
            addEchoTypes();
        }
        statements.add(statement);
    }

    /** Whether a statement so far holds for IPv4 alone. */
    private boolean sayIp4() {
        for (Statement statement : statements) {
            if (statement instanceof Comparison comparison && isIp4(comparison.left())
                    || statement instanceof DynamicSetStatement dynamic
                            && dynamic.key().stream().anyMatch(RuleParser::isIp4)
                    || statement instanceof SetLookup lookup
                            && isIp4(lookup.key().get(0))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIp4(Selector selector) {
        return selector == MetaKey.NFPROTO
                || selector instanceof HeaderField field
                        && (field.protocol().equals("ip") || field.protocol().equals("icmp"));
    }

    /** Of several protocols each must be the one whose header is looked at. */
    private void checkAgrees(String protocol) throws SyntaxException {
        for (String known : transport.split(" ")) {
            if (!known.isEmpty() && !known.equals(protocol) && !known.equals("th") && !protocol.equals("th")) {
                throw SyntaxException.of(
                        "conflicting protocols specified: " + known + " vs. " + protocol, matches.lastKey());
            }
        }
    }

    private void addEchoTypes() {
        for (Statement known : statements) {
            if (known instanceof Comparison comparison && comparison.left() == HeaderField.ICMP_TYPE
                    || known instanceof SetLookup lookup && lookup.key().get(0) == HeaderField.ICMP_TYPE) {
                return;
            }
        }
        NftSet types = scope.anonymous(List.of(DataType.ICMP_TYPE), null);
        types.add(new NftSet.Element(List.of(Value.of(0)), null, null, 0, 0, ""));
        types.add(new NftSet.Element(List.of(Value.of(8)), null, null, 0, 0, ""));
        statements.add(new SetLookup(List.<Selector>of(HeaderField.ICMP_TYPE), false, types));
    }

    private Statement statement() throws SyntaxException {
        Token word = input.peek();
        switch (word.kind() == Token.Kind.WORD ? word.text() : "") {
            case "accept", "drop", "continue", "return", "jump", "goto":
                return new VerdictStatement(new Elements(input, scope).verdict(null));
            case "counter":
                return new MeasureParser(input, scope).counter();
            case "limit":
                return new MeasureParser(input, scope).limit();
            case "quota":
                return new MeasureParser(input, scope).quota();
            case "log":
                return new MeasureParser(input, scope).log();
            case "queue", "flow":
                return missing();
            case "socket", "tproxy", "synproxy", "osf", "ipsec", "exthdr":
                throw SyntaxException.of(word.text() + " is not simulated in this lab", word.span());
            case "dup", "fwd":
                return new CopyParser(input, scope).read();
            case "notrack":
                input.next();
                return new NotrackStatement();
            case "reject":
                return new RejectParser(input, scope).read(transport, transportAt, sayIp4());
            case "snat", "dnat", "masquerade", "redirect":
                return new NatParser(input, scope, matches).read(!transport.isEmpty(), sayIp4());
            case "add", "update":
                return dynamic();
            case "meter":
                return meter();
            case "reset":
                return strip();
            case "ct":
                return ofConnection();
            default:
                return match();
        }
    }

    /** What the kernel was built without. */
    private Statement missing() throws SyntaxException {
        Token word = input.next();
        boolean queue = word.is("queue");
        while (!input.atEndOfStatement() && (!queue || isQueueOption(input.peek()))) {
            input.next();
        }
        if (scope.isLive()) {
            Span at = queue ? word.span() : word.span().to(input.previous().span());
            throw SyntaxException.kernel("No such file or directory", at);
        }
        return new InertStatement(word.text());
    }

    private static boolean isQueueOption(Token token) {
        return token.kind() == Token.Kind.NUMBER || QUEUE_OPTIONS.contains(token.text());
    }

    private Statement match() throws SyntaxException {
        if (input.at("meta") && input.peek(1).is("nftrace") && input.peek(2).is("set")) {
            input.next();
            String key = input.next().text();
            input.next();
            StringBuilder value = new StringBuilder(input.next().text());
            while (input.at(":")) {
                value.append(input.next().text()).append(input.next().text());
            }
            return new InertStatement("meta " + key + " set " + value);
        }
        if (matches.isNext()) {
            return matches.read();
        }
        if (input.at("ip6") && !scope.isLive()) {
            while (!input.atEndOfStatement()) {
                input.next();
            }
            return new InertStatement("ip6");
        }
        if (input.at("ip6") && scope.family() == Family.IP) {
            Span start = input.next().span();
            throw SyntaxException.of(
                    "conflicting protocols specified: ip vs. ip6",
                    start.to(input.peek().span()));
        }
        Token word = input.peek();
        if (word.kind() == Token.Kind.WORD && !Keywords.contains(word.text())) {
            input.next();
        }
        throw input.unexpected("");
    }

    /** What begins with {@code ct}: how many connections there are, what is assigned to them, or a match. */
    private Statement ofConnection() throws SyntaxException {
        if (input.peek(1).is("count")) {
            return new MeasureParser(input, scope).connections();
        }
        if (input.peek(2).is("set")) {
            switch (input.peek(1).text()) {
                case "helper", "timeout", "expectation" -> {
                    NamedObject.Kind kind = Objects.requireNonNull(ObjectCommands.kind(input));
                    input.next();
                    return new ObjectReference(input, scope).read(kind);
                }
                case "event" -> {
                    return new InertStatement("ct event set " + events());
                }
                default -> {
                    return match();
                }
            }
        }
        return match();
    }

    /** What listeners are told of a connection; here nobody is told. */
    private String events() throws SyntaxException {
        input.next();
        input.next();
        input.next();
        StringJoiner events = new StringJoiner(",");
        do {
            events.add(input.string().text());
        } while (input.accept(","));
        return events.toString();
    }

    private Statement strip() throws SyntaxException {
        input.next();
        input.expect("tcp");
        input.expect("option");
        TcpOption option = new Selectors(input).option();
        if (!option.isPresence()) {
            throw input.unexpected("");
        }
        return new StripStatement(option);
    }

    private Statement dynamic() throws SyntaxException {
        boolean update = input.next().text().equals("update");
        Span at = input.expect("@").span();
        Token name = input.next();
        NftSet set = scope.named(name, at.to(name.span()));
        boolean refused = scope.isLive() && set.isInterval();
        input.expect("{");
        List<Selector> key = matches.key();
        long timeout = input.accept("timeout") ? Values.span(input.next().text()) : 0;
        StatefulStatement state = input.at("}") ? null : new MeasureParser(input, scope).stateful();
        input.expect("}");
        if (refused
                || scope.isLive() && state instanceof ConnectionLimitStatement && !set.isMeter && set.timeoutMs != 0) {
            throw SyntaxException.kernel(
                    "Operation not supported", lastWord.to(input.previous().span()));
        }
        return new DynamicSetStatement(update, set, key, timeout, state);
    }

    /** A set that is the rule's own, though it has a name. */
    private Statement meter() throws SyntaxException {
        input.next();
        if (input.peek().kind() != Token.Kind.WORD
                || Keywords.contains(input.peek().text())) {
            throw input.unexpected("string");
        }
        String name = input.next().text();
        long size = input.accept("size") ? input.number() : METER_SIZE;
        input.expect("{");
        List<Selector> key = matches.key();
        long timeout = input.accept("timeout") ? Values.span(input.next().text()) : 0;
        StatefulStatement state = new MeasureParser(input, scope).stateful();
        input.expect("}");
        return new DynamicSetStatement(true, scope.meter(name, size, timeout, key), key, timeout, state);
    }
}
