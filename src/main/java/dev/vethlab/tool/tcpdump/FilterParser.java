package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.tcpdump.Qualifiers.Direction;
import dev.vethlab.tool.tcpdump.Qualifiers.Type;
import java.util.Set;

/**
 * Reads an expression and compiles it on the way, as {@code grammar.y} does: {@code and} and {@code or} bind equally and
 * to the left, {@code not} binds closer, and a bare address takes the qualifiers of what stands before it.
 */
final class FilterParser {

    private static final Set<String> QUALIFIERS = Set.of(
            "src",
            "dst",
            "host",
            "net",
            "port",
            "portrange",
            "proto",
            "protochain",
            "gateway",
            "broadcast",
            "multicast",
            "addr1",
            "addr2",
            "addr3",
            "addr4",
            "ra",
            "ta");
    private static final Set<String> RELATIONS = Set.of(">", ">=", "=", "<=", "<", "!=");

    /** What a piece of an expression may be used as. */
    private enum Kind {
        /** A condition that stands by itself. */
        TERM,
        /** An address, name or number with inherited qualifiers. */
        ADDRESS,
        /** Such ones in parentheses, which must not stand first in parentheses themselves. */
        ADDRESSES,
        /** A number, which may turn out to be an address or part of a calculation. */
        NUMBER,
        /** A calculation in parentheses. */
        CALCULATION
    }

    private final FilterTokens tokens;
    private final LinkTests link;
    private final NetworkTests network;
    private final AddressTests addresses;
    private final FilterCalculation calculations;

    /** A piece of an expression, compiled; which of the last three counts depends on the kind. */
    private record Piece(Kind kind, Qualifiers qualifiers, FilterCondition test, FilterValue value, int number) {}

    FilterParser(String expression, FilterSource source) throws FilterException {
        tokens = new FilterTokens(expression);
        link = new LinkTests(source);
        network = new NetworkTests(link);
        addresses = new AddressTests(link, network);
        calculations = new FilterCalculation(tokens, network);
    }

    /** The whole expression; one without any word holds for every packet. */
    FilterCondition parse() throws FilterException {
        if (tokens.peek().kind() == FilterToken.Kind.END) {
            return packet -> true;
        }
        Piece piece = sequence(Qualifiers.START);
        if (piece.kind != Kind.TERM || tokens.peek().kind() != FilterToken.Kind.END) {
            throw FilterException.syntaxError();
        }
        return piece.test;
    }

    /** Pieces with {@code and} and {@code or} between them. */
    private Piece sequence(Qualifiers outer) throws FilterException {
        Piece left = piece(outer);
        if (!tokens.is("and") && !tokens.is("or")) {
            return left;
        }
        Kind kind = left.kind == Kind.TERM ? Kind.TERM : Kind.ADDRESS;
        if (left.kind == Kind.CALCULATION || left.kind == Kind.ADDRESSES) {
            throw FilterException.syntaxError();
        }
        left = condition(left);
        while (tokens.is("and") || tokens.is("or")) {
            boolean and = tokens.is("and");
            tokens.take();
            Piece right = piece(left.qualifiers);
            if (kind == Kind.ADDRESS && right.kind == Kind.TERM) {
                throw FilterException.syntaxError();
            }
            right = condition(right);
            FilterCondition test = and ? left.test.and(right.test) : left.test.or(right.test);
            left = new Piece(kind, right.qualifiers, test, right.value, 0);
        }
        return left;
    }

    /** A piece as a condition: a number becomes an address. */
    private Piece condition(Piece piece) throws FilterException {
        boolean nothingBefore = piece.kind == Kind.NUMBER && piece.qualifiers.type() == Type.START;
        if (piece.kind == Kind.CALCULATION || nothingBefore) {
            throw FilterException.syntaxError();
        }
        return piece.kind == Kind.NUMBER
                ? address(addresses.number(piece.number, piece.qualifiers), piece.qualifiers)
                : piece;
    }

    private Piece piece(Qualifiers outer) throws FilterException {
        FilterToken first = tokens.peek();
        if (outer.type() == Type.START && isAddress(first)) {
            throw FilterException.syntaxError();
        }
        switch (first.kind()) {
            case NAME:
                tokens.take();
                return address(addresses.name(first.text(), outer), outer);
            case DOTTED:
                tokens.take();
                return address(dotted(first.text(), outer), outer);
            case IPV6:
                tokens.take();
                return address(addresses.ipv6(first.text(), prefix(128), outer), outer);
            case MAC:
                tokens.take();
                return address(addresses.mac(first.text(), outer), outer);
            case ARCNET:
                throw new FilterException("aid supported only on ARCnet");
            case NUMBER:
                tokens.take();
                return calculation(outer, FilterValue.constant(first.number()), first.number(), Kind.NUMBER);
            case END:
                throw FilterException.syntaxError();
            default:
                return keyword(outer);
        }
    }

    private static boolean isAddress(FilterToken token) {
        return switch (token.kind()) {
            case NAME, DOTTED, IPV6, MAC, ARCNET -> true;
            default -> false;
        };
    }

    private Piece keyword(Qualifiers outer) throws FilterException {
        if (tokens.accept("!")) {
            Piece negated = condition(piece(outer));
            Kind kind = negated.kind == Kind.TERM ? Kind.TERM : Kind.ADDRESS;
            return new Piece(kind, negated.qualifiers, negated.test.not(), negated.value, 0);
        }
        if (tokens.accept("(")) {
            return parenthesised(outer);
        }
        if (tokens.is("len") || tokens.is("-")) {
            FilterValue value = calculations.operand();
            return calculation(outer, value, 0, Kind.CALCULATION);
        }
        if (tokens.isKeyword()
                && FilterCalculation.PROTOCOLS.contains(tokens.peek().text())) {
            String protocol = tokens.peek().text();
            tokens.take();
            if (tokens.is("[")) {
                return calculation(outer, calculations.load(protocol), 0, Kind.CALCULATION);
            }
            return tokens.isKeyword() && QUALIFIERS.contains(tokens.peek().text())
                    ? qualified(protocol)
                    : term(network.protocol(protocol));
        }
        return tokens.isKeyword() && QUALIFIERS.contains(tokens.peek().text())
                ? qualified(Qualifiers.DEFAULT)
                : term(other());
    }

    private Piece parenthesised(Qualifiers outer) throws FilterException {
        Piece inner = sequence(outer);
        tokens.expect(")");
        switch (inner.kind) {
            case TERM:
                Qualifiers inherited = outer.type() == Type.START ? Qualifiers.NONE : outer;
                return new Piece(Kind.TERM, inherited, inner.test, inner.value, 0);
            case ADDRESS:
                return new Piece(Kind.ADDRESSES, inner.qualifiers, inner.test, inner.value, 0);
            case NUMBER:
            case CALCULATION:
                return calculation(outer, inner.value, inner.number, inner.kind);
            default:
                throw FilterException.syntaxError();
        }
    }

    private FilterCondition dotted(String text, Qualifiers qualifiers) throws FilterException {
        if (tokens.accept("mask")) {
            FilterToken mask = tokens.peek();
            if (mask.kind() != FilterToken.Kind.DOTTED) {
                throw FilterException.syntaxError();
            }
            tokens.take();
            return addresses.masked(text, mask.text(), qualifiers);
        }
        return tokens.is("/") ? addresses.masked(text, prefix(0), qualifiers) : addresses.dotted(text, qualifiers);
    }

    private int prefix(int unwritten) throws FilterException {
        return tokens.accept("/") ? tokens.number() : unwritten;
    }

    /** What follows a protocol or none: direction, type and address, or {@code broadcast} and {@code multicast}. */
    private Piece qualified(String protocol) throws FilterException {
        if (tokens.accept("broadcast")) {
            return term(link.broadcast(protocol));
        }
        if (tokens.accept("multicast")) {
            return term(link.multicast(protocol));
        }
        Direction direction = direction();
        Type type = type(direction);
        Qualifiers qualifiers = new Qualifiers(protocol, direction, type);
        Piece address = piece(qualifiers);
        if (address.kind == Kind.TERM || address.kind == Kind.CALCULATION) {
            throw FilterException.syntaxError();
        }
        Piece condition = condition(address);
        return new Piece(Kind.TERM, condition.qualifiers, condition.test, condition.value, 0);
    }

    private Direction direction() throws FilterException {
        if (!tokens.is("src") && !tokens.is("dst")) {
            return Direction.DEFAULT;
        }
        boolean source = tokens.is("src");
        tokens.take();
        if (!tokens.is("or") && !tokens.is("and")) {
            return source ? Direction.SOURCE : Direction.DESTINATION;
        }
        boolean either = tokens.is("or");
        tokens.take();
        tokens.expect(source ? "dst" : "src");
        return either ? Direction.EITHER : Direction.BOTH;
    }

    private Type type(Direction direction) throws FilterException {
        if (tokens.peek().kind() != FilterToken.Kind.KEYWORD) {
            return Type.DEFAULT;
        }
        Type type = switch (tokens.peek().text()) {
            case "host" -> Type.HOST;
            case "net" -> Type.NET;
            case "port" -> Type.PORT;
            case "portrange" -> Type.PORTRANGE;
            case "proto" -> Type.PROTO;
            case "protochain" -> Type.PROTOCHAIN;
            case "gateway" -> Type.GATEWAY;
            default -> Type.NONE;
        };
        boolean directed = direction != Direction.DEFAULT;
        if (type == Type.NONE || directed && type.compareTo(Type.PROTO) >= 0) {
            throw FilterException.syntaxError();
        }
        tokens.take();
        return type;
    }

    private FilterCondition other() throws FilterException {
        String word = tokens.peek().text();
        boolean isWord = tokens.isKeyword();
        tokens.take();
        if (!isWord) {
            throw FilterException.syntaxError();
        }
        switch (word) {
            case "less":
                int most = tokens.number();
                return packet -> Integer.compareUnsigned(packet.length(), most) <= 0;
            case "greater":
                int least = tokens.number();
                return packet -> Integer.compareUnsigned(packet.length(), least) >= 0;
            case "byte":
                return byteTest();
            case "inbound":
            case "outbound":
                return direction(word.equals("outbound"));
            case "vlan":
                boolean numbered = tokens.peek().kind() == FilterToken.Kind.NUMBER || tokens.is("(");
                return link.vlan(numbered, numbered ? parenthesisedNumber() : 0);
            case "llc":
                if (tokens.peek().kind() == FilterToken.Kind.NAME) {
                    throw new FilterException(
                            NetworkTests.unsupported("llc " + tokens.peek().text()));
                }
                return link.llc();
            case "and":
            case "or":
            case "mask":
                throw FilterException.syntaxError();
            default:
                throw new FilterException(NetworkTests.unsupported(word));
        }
    }

    private FilterCondition direction(boolean outbound) throws FilterException {
        if (!link.source().live()) {
            String name = link.isEthernet() ? "Ethernet" : "Raw IP";
            throw new FilterException("inbound/outbound not supported on " + name + " when reading savefiles");
        }
        return packet -> packet.isOutbound() == outbound;
    }

    private FilterCondition byteTest() throws FilterException {
        int at = tokens.number();
        FilterToken operator = tokens.peek();
        tokens.take();
        int value = tokens.number();
        return switch (operator.text()) {
            case "=" -> packet -> packet.u8(at) == value;
            case "<" -> packet -> Integer.compareUnsigned(packet.u8(at), value) < 0;
            case ">" -> packet -> Integer.compareUnsigned(packet.u8(at), value) > 0;
            case "&" -> packet -> (packet.u8(at) & value) != 0;
            case "|" -> packet -> (packet.u8(at) | value) != 0;
            default -> throw FilterException.syntaxError();
        };
    }

    private int parenthesisedNumber() throws FilterException {
        if (!tokens.accept("(")) {
            return tokens.number();
        }
        int number = parenthesisedNumber();
        tokens.expect(")");
        return number;
    }

    /** What a value that was just read begins: perhaps a comparison, perhaps it stands alone. */
    private Piece calculation(Qualifiers outer, FilterValue first, int number, Kind alone) throws FilterException {
        FilterValue value = calculations.continued(first, 0);
        if (tokens.peek().kind() != FilterToken.Kind.SIGN
                || !RELATIONS.contains(tokens.peek().text())) {
            Kind kind = value == first ? alone : Kind.CALCULATION;
            return new Piece(kind, outer, packet -> false, value, number);
        }
        String relation = tokens.peek().text();
        tokens.take();
        return term(value.compare(relation, calculations.continued(calculations.operand(), 0)));
    }

    private static Piece term(FilterCondition test) {
        return new Piece(Kind.TERM, Qualifiers.NONE, test, FilterValue.constant(0), 0);
    }

    private static Piece address(FilterCondition test, Qualifiers qualifiers) {
        return new Piece(Kind.ADDRESS, qualifiers, test, FilterValue.constant(0), 0);
    }
}
