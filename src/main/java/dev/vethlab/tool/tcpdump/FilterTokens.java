package dev.vethlab.tool.tcpdump;

/** The tokens of an expression with one to look ahead. */
final class FilterTokens {

    /** How many tokens an expression may have, so that neither reading nor running it exhausts the stack. */
    private static final int LIMIT = 2000;

    private final FilterLexer lexer;
    private int taken;
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
        if (++taken > LIMIT) {
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
