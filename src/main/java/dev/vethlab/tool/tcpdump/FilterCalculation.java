package dev.vethlab.tool.tcpdump;

import java.util.Set;

/** The arithmetic of filter expressions, with the precedence that {@code grammar.y} declares, or does not. */
final class FilterCalculation {

    static final Set<String> PROTOCOLS = Set.of(
            "ether", "ip", "arp", "rarp", "sctp", "tcp", "udp", "icmp", "igmp", "igrp", "pim", "vrrp", "carp", "atalk",
            "aarp", "decnet", "lat", "sca", "mopdl", "moprc", "ip6", "icmp6", "ah", "esp", "iso", "esis", "isis", "l1",
            "l2", "iih", "lsp", "snp", "psnp", "csnp", "clnp", "stp", "ipx", "netbeui", "radio");

    private static final int NO_OPERATOR = -2;

    /** Of operators that the grammar gives no precedence: they take all that follows, and are taken by all before. */
    private static final int UNDECLARED = -1;

    private static final int NEGATION = 6;

    private final FilterTokens tokens;
    private final NetworkTests network;

    FilterCalculation(FilterTokens tokens, NetworkTests network) {
        this.tokens = tokens;
        this.network = network;
    }

    /** Operators behind a value, as long as they bind closer than {@code level}. */
    FilterValue continued(FilterValue first, int level) throws FilterException {
        FilterValue value = first;
        while (tokens.peek().kind() == FilterToken.Kind.SIGN) {
            int binding = binding(tokens.peek().text());
            boolean belongs =
                    binding != NO_OPERATOR && (binding == UNDECLARED || level == UNDECLARED || binding > level);
            if (!belongs) {
                break;
            }
            String operator = tokens.peek().text();
            tokens.take();
            value = value.combine(operator, continued(operand(), binding));
        }
        return value;
    }

    private static int binding(String operator) {
        return switch (operator) {
            case "|" -> 1;
            case "&" -> 2;
            case "<<", ">>" -> 3;
            case "+", "-" -> 4;
            case "*", "/" -> 5;
            case "%", "^" -> UNDECLARED;
            default -> NO_OPERATOR;
        };
    }

    FilterValue operand() throws FilterException {
        FilterToken first = tokens.peek();
        tokens.take();
        if (first.kind() == FilterToken.Kind.NUMBER) {
            return FilterValue.constant(first.number());
        }
        if (first.is("len")) {
            return FilterValue.length();
        }
        if (first.is("-")) {
            return continued(operand(), NEGATION).negated();
        }
        if (first.is("(")) {
            FilterValue value = continued(operand(), 0);
            tokens.expect(")");
            return value;
        }
        if (first.kind() == FilterToken.Kind.KEYWORD && PROTOCOLS.contains(first.text())) {
            return load(first.text());
        }
        throw FilterException.syntaxError();
    }

    FilterValue load(String protocol) throws FilterException {
        tokens.expect("[");
        FilterValue index = continued(operand(), 0);
        int size = tokens.accept(":") ? tokens.number() : 1;
        tokens.expect("]");
        return network.load(protocol, index, size);
    }
}
