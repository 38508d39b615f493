package dev.vethlab.tool.tcpdump;

/** The tokens of an expression with one to look ahead. */
final class FilterTokens {

    private final FilterLexer lexer;
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
        FilterToken taken = token;
        token = lexer.next();
        return taken;
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
