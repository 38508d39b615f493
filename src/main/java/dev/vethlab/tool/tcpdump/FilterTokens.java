package dev.vethlab.tool.tcpdump;

import java.util.Set;

/** The tokens of an expression with one to look ahead. */
final class FilterTokens {

    /** How many tokens an expression may have, so that neither reading nor running it exhausts the stack. */
    private static final int LIMIT = 2000;

    /** How many of them may be such as nest. */
    private static final int NESTING_LIMIT = 400;

    private static final Set<String> NESTING = Set.of("(", "[", "!", "-", "%", "^");

    private final FilterLexer lexer;
    private int taken;
    private int nesting;
    private FilterToken token;

    FilterTokens(String expression) throws FilterException {
        lexer = new FilterLexer(expression);
        token = lexer.next();
    }

    FilterToken peek() {
        return token;
    }

    boolean is(String word) {
        return token.is(word);
    }

    boolean isKeyword() {
        return token.kind() == FilterToken.Kind.KEYWORD;
    }

    FilterToken take() throws FilterException {
        nesting += token.kind() != FilterToken.Kind.END && NESTING.contains(token.text()) ? 1 : 0;
        if (++taken > LIMIT || nesting > NESTING_LIMIT) {
            throw new FilterException("can't parse filter expression: memory exhausted");
        }
        FilterToken current = token;
        token = lexer.next();
        return current;
    }

    /** Takes the next token if it is this word. */
    boolean accept(String word) throws FilterException {
        boolean found = token.is(word);
        if (found) {
            take();
        }
        return found;
    }

    void expect(String word) throws FilterException {
        if (!accept(word)) {
            throw FilterException.syntaxError();
        }
    }

    int number() throws FilterException {
        if (token.kind() != FilterToken.Kind.NUMBER) {
            throw FilterException.syntaxError();
        }
        return take().number();
    }
}
