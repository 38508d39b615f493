package dev.vethlab.tool.nft;

import java.math.BigInteger;
import java.util.List;

/** The words of the input, read one after the other. */
final class Input {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<Token> tokens;
    private int at;

    Input(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    Token tokenAt(int position) {
        return tokens.get(Math.min(position, tokens.size() - 1));
    }

    Token previous() {
        return tokens.get(Math.max(0, at - 1));
    }

    int position() {
        return at;
    }

    void rewind(int position) {
        at = position;
    }

    boolean at(String word) {
        return peek().is(word);
    }

    boolean accept(String word) {
        if (peek().is(word)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String word) throws SyntaxException {
        if (!peek().is(word)) {
            throw unexpected(quoted(word));
        }
        return next();
    }

    private static String quoted(String word) {
        return word.equals("{") || word.equals("}") ? "'" + word + "'" : word;
    }

    /** A name: no keyword. */
    Token name() throws SyntaxException {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD || Keywords.contains(token.text())) {
            throw unexpected("string");
        }
        return next();
    }

    /** A word or a text in quotes. */
    Token string() throws SyntaxException {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
            throw unexpected("");
        }
        return next();
    }

    /** A number; one that only fits 64 bits without a sign counts as the largest that fits with one. */
    long number() throws SyntaxException {
        Token token = peek();
        if (token.kind() != Token.Kind.NUMBER || !token.fits()) {
            throw unexpected("number");
        }
        next();
        return magnitude(token.text()).min(LARGEST).longValue();
    }

    /** The number that digits stand for, with leading zeros a decimal one too. */
    static BigInteger magnitude(String text) {
        return text.startsWith("0x") || text.startsWith("0X")
                ? new BigInteger(text.substring(2), 16)
                : new BigInteger(text);
    }

    /** The place of the command that began there, with what separates it from the next. */
    Span command(Span start) {
        Span end = previous().span();
        return new Span(start.line(), start.start(), end.lastLine(), end.end() + 1);
    }

    /** How many braces that were opened since a position are open here. */
    int depth(int since) {
        int depth = 0;
        for (int i = since; i < at; i++) {
            depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
        }
        return depth;
    }

    boolean atEndOfStatement() {
        Token token = peek();
        return token.kind() == Token.Kind.NEWLINE || token.kind() == Token.Kind.END || token.is(";") || token.is("}");
    }

    /** Goes to what ends a statement, over all that stands in braces in it. */
    void skipStatement() throws SyntaxException {
        while (!atEndOfStatement()) {
            if (at("{")) {
                skipBraces();
            } else {
                next();
            }
        }
    }

    void skipNewlines() {
        while (peek().kind() == Token.Kind.NEWLINE || peek().is(";")) {
            next();
        }
    }

    void skipLineBreaks() {
        while (peek().kind() == Token.Kind.NEWLINE) {
            next();
        }
    }

    /** @param expected what would have been right; empty where that is too much to say */
    SyntaxException unexpected(String expected) {
        Token token = peek();
        String text = "syntax error, unexpected " + token.description();
        return SyntaxException.of(expected.isEmpty() ? text : text + ", expecting " + expected, token.span());
    }

    /** Passes over what stands in braces. */
    void skipBraces() throws SyntaxException {
        expect("{");
        skipToClosingBrace();
    }

    /** Goes on behind the brace that ends the block that this is in. */
    void skipToClosingBrace() throws SyntaxException {
        int depth = 1;
        while (depth > 0) {
            if (peek().kind() == Token.Kind.END) {
                throw unexpected("");
            }
            Token token = next();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        }
    }
}
