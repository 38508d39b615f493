package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.VerdictMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads matches: what is looked at, and what it is held against. */
final class MatchParser {

    private static final Map<String, Comparison.Operator> OPERATORS = Map.ofEntries(
            Map.entry("==", Comparison.Operator.EQUAL),
            Map.entry("eq", Comparison.Operator.EQUAL),
            Map.entry("!=", Comparison.Operator.NOT),
            Map.entry("ne", Comparison.Operator.NOT),
            Map.entry("<", Comparison.Operator.LESS),
            Map.entry("lt", Comparison.Operator.LESS),
            Map.entry(">", Comparison.Operator.GREATER),
            Map.entry("gt", Comparison.Operator.GREATER),
            Map.entry("<=", Comparison.Operator.AT_MOST),
            Map.entry("le", Comparison.Operator.AT_MOST),
            Map.entry(">=", Comparison.Operator.AT_LEAST),
            Map.entry("ge", Comparison.Operator.AT_LEAST),
            Map.entry("!", Comparison.Operator.NO_FLAG));

    private static final long ADDRESS = 0xffff_ffffL;

    private final Input input;
    private final RuleScope scope;
    private final Selectors selectors;
    private final Values values;
    private final Elements elements;
    private final NetworkLayer network;
    private Span lastKey = new Span(0, 0, 0, 0);

    MatchParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
        this.selectors = new Selectors(input);
        this.values = new Values(input, scope.namespace().net(), scope.isLive());
        this.elements = new Elements(input, scope);
        this.network = new NetworkLayer(scope.family());
    }

    /** Where that stands which the last match looks at. */
    Span lastKey() {
        return lastKey;
    }

    boolean isNext() {
        return selectors.isNext();
    }

    Statement read() throws SyntaxException {
        Span start = input.peek().span();
        List<Selector> key = key();
        Span keySpan = start.to(input.previous().span());
        lastKey = keySpan;
        List<DataType> types = key.stream().map(Selector::type).toList();
        if (input.accept("vmap")) {
            return new VerdictMap(key, map(types, DataType.VERDICT, keySpan));
        }
        if (key.size() == 1 && input.accept("set")) {
            if (key.get(0) == CtKey.ZONE) {
                throw SyntaxException.of("setting zones is not simulated in this lab", keySpan);
            }
            return new AssignStatement(key.get(0), operand(key.get(0).type()));
        }
        if (key.size() == 1 && (input.at("&") || input.at("and"))) {
            return masked(key.get(0));
        }
        Statement match = compared(key, types, keySpan);
        network.matched(match);
        return match;
    }

    List<Selector> key() throws SyntaxException {
        List<Selector> key = new ArrayList<>();
        do {
            Span start = input.peek().span();
            Selector selector = selectors.read();
            if (scope.isLive()) {
                network.looksAt(selector, start.to(input.previous().span()));
            }
            key.add(selector);
        } while (input.accept("."));
        return key;
    }

    private Comparison.Operator operator() {
        Comparison.Operator operator = OPERATORS.get(input.peek().text());
        if (operator == null || input.peek().kind() == Token.Kind.QUOTED) {
            return Comparison.Operator.IMPLICIT;
        }
        input.next();
        return operator;
    }

    private Statement compared(List<Selector> key, List<DataType> types, Span keySpan) throws SyntaxException {
        Comparison.Operator operator = operator();
        boolean inverted = operator == Comparison.Operator.NOT;
        Span at = input.peek().span();
        if (input.at("@")) {
            input.next();
            Token name = input.next();
            NftSet set = scope.named(name, at.to(name.span()));
            checkTypes(set, types, keySpan, at.to(name.span()));
            return new SetLookup(key, inverted, set);
        }
        if (input.at("{")) {
            return set(key, types, inverted);
        }
        Selector selector = key.get(0);
        DataType type = selector.type();
        if (!type.isBitmask()) {
            Value value = values.value(type);
            if (input.at(",")) {
                throw SyntaxException.of(
                        "Basetype of type " + TypeDescription.of(type) + " is not bitmask",
                        at.to(input.previous().span()));
            }
            return new Comparison(selector, shown(operator), 0, value);
        }
        long flags = values.flags(type);
        if (input.accept("/")) {
            long mask = values.flags(type);
            return new Comparison(selector, shown(operator), mask, Value.of(flags));
        }
        Comparison.Operator meant = operator == Comparison.Operator.IMPLICIT ? Comparison.Operator.ANY_FLAG : operator;
        return new Comparison(selector, meant, 0, Value.of(flags));
    }

    /** {@code ==} is not written where it is the usual one. */
    private static Comparison.Operator shown(Comparison.Operator operator) {
        return operator == Comparison.Operator.EQUAL ? Comparison.Operator.IMPLICIT : operator;
    }

    private void checkTypes(NftSet set, List<DataType> types, Span key, Span at) throws SyntaxException {
        if (scope.isLive() && !set.keyTypes().equals(types) && set.typeOf.isEmpty()) {
            throw SyntaxException.of(
                    "datatype mismatch, expected " + describe(types) + ", expression has type "
                            + describe(set.keyTypes()),
                    at,
                    key);
        }
    }

    private static String describe(List<DataType> types) {
        DataType first = types.get(0);
        return types.size() > 1
                ? "concatenation of ("
                        + String.join(
                                ", ", types.stream().map(MatchParser::describe).toList()) + ")"
                : describe(first);
    }

    private static String describe(DataType type) {
        return TypeDescription.of(type);
    }

    private Statement set(List<Selector> key, List<DataType> types, boolean inverted) throws SyntaxException {
        List<Elements.Written> written = elements.read(types, null);
        boolean single = written.size() == 1
                && key.size() == 1
                && written.get(0).element().verdict() == null;
        if (single) {
            Value value = written.get(0).element().key().get(0);
            boolean flags = types.get(0).isBitmask();
            Comparison.Operator usual = flags ? Comparison.Operator.ANY_FLAG : Comparison.Operator.IMPLICIT;
            return new Comparison(key.get(0), inverted ? Comparison.Operator.NOT : usual, 0, value);
        }
        NftSet set = scope.anonymous(types, null);
        set.replaceAll(
                Elements.merged(written.stream().map(Elements.Written::element).toList(), true));
        return new SetLookup(key, inverted, set);
    }

    private NftSet map(List<DataType> types, DataType data, Span key) throws SyntaxException {
        Span at = input.peek().span();
        if (input.accept("@")) {
            Token name = input.next();
            NftSet map = scope.named(name, at.to(name.span()));
            checkTypes(map, types, key, at.to(name.span()));
            return map;
        }
        NftSet map = scope.anonymous(types, data);
        map.replaceAll(elements.read(types, data).stream()
                .map(Elements.Written::element)
                .toList());
        return map;
    }

    /** What a map is asked about, and the map. */
    record Mapping(List<Selector> key, NftSet map) {}

    /** {@code ip saddr map @counters}, where a map says what is meant. */
    Mapping mapping(DataType data) throws SyntaxException {
        Span start = input.peek().span();
        List<Selector> key = key();
        Span at = start.to(input.previous().span());
        input.expect("map");
        List<DataType> types = key.stream().map(Selector::type).toList();
        return new Mapping(key, map(types, data, at));
    }

    private Statement masked(Selector selector) throws SyntaxException {
        input.next();
        DataType type = selector.type();
        long mask = type.isBitmask() ? values.flags(type) : values.number(type, input.next());
        Comparison.Operator operator = operator();
        long value = type.isBitmask() ? values.flags(type) : values.number(type, input.next());
        if (type.isBitmask() && operator == Comparison.Operator.NOT && value == 0) {
            return new Comparison(selector, Comparison.Operator.ANY_FLAG, 0, Value.of(mask));
        }
        if (type == DataType.IPV4_ADDR && isPrefix(mask) && (value & ~mask) == 0) {
            return new Comparison(selector, shown(operator), 0, Value.prefix(value, value | ~mask & ADDRESS));
        }
        return new Comparison(selector, shown(operator), mask, Value.of(value));
    }

    /** Whether a mask is that of a network. */
    private static boolean isPrefix(long mask) {
        long rest = ~mask & ADDRESS;
        return mask != 0 && (rest & rest + 1) == 0;
    }

    /** What is assigned. */
    Operand operand(DataType type) throws SyntaxException {
        Operand operand;
        if (input.accept("(")) {
            operand = operand(type);
            input.expect(")");
        } else if (selectors.isNext()) {
            Span start = input.peek().span();
            List<Selector> key = key();
            if (input.accept("map")) {
                List<DataType> types = key.stream().map(Selector::type).toList();
                return new Operand.Mapped(
                        key, map(types, type, start.to(input.previous().span())));
            }
            operand = new Operand.Selected(key.get(0));
        } else {
            operand = new Operand.Constant(values.value(type));
        }
        while (true) {
            char operator = combining(input.peek().text());
            if (operator == 0) {
                return operand;
            }
            input.next();
            operand = new Operand.Combined(operand, operator, values.number(type, input.next()));
        }
    }

    private static char combining(String word) {
        return switch (word) {
            case "&", "and" -> '&';
            case "|", "or" -> '|';
            case "^", "xor" -> '^';
            default -> 0;
        };
    }

    /** The transport protocols that a match makes sure of, with blanks between them; empty for none. */
    static String transportOf(Statement statement) {
        if (statement instanceof Comparison comparison) {
            Selector left = comparison.left();
            if (namesTransport(left)) {
                boolean one = comparison.operator() == Comparison.Operator.IMPLICIT
                        || comparison.operator() == Comparison.Operator.EQUAL;
                return one ? DataType.INET_PROTO.text(comparison.right().low(), TextStyle.PLAIN) : "";
            }
            return transport(left);
        }
        if (statement instanceof SetLookup lookup) {
            Selector first = lookup.key().get(0);
            if (namesTransport(first)) {
                return lookup.inverted() || !lookup.set().isAnonymous()
                        ? ""
                        : String.join(
                                " ",
                                lookup.set().elements().stream()
                                        .map(element -> DataType.INET_PROTO.text(
                                                element.key().get(0).low(), TextStyle.PLAIN))
                                        .toList());
            }
            for (Selector selector : lookup.key()) {
                if (!transport(selector).isEmpty()) {
                    return transport(selector);
                }
            }
        }
        Selector key = statement instanceof VerdictMap map
                ? map.key().get(0)
                : statement instanceof AssignStatement assign ? assign.target() : null;
        return key == null ? "" : transport(key);
    }

    /** Whether a key is the number of the transport protocol. */
    static boolean namesTransport(Selector key) {
        return key == MetaKey.L4PROTO || key == HeaderField.IP_PROTOCOL;
    }

    /** The transport protocol whose header has what is looked at; empty for none. */
    static String transport(Selector selector) {
        if (selector instanceof TcpOption) {
            return "tcp";
        }
        String protocol = selector instanceof HeaderField field ? field.protocol() : "";
        return protocol.equals("th") || HeaderField.isTransport(protocol) ? protocol : "";
    }
}
