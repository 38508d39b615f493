package dev.vethlab.tool.nft;

/**
 * A word of the language.
 *
 * @param line counted from 0
 * @param start the column of its first character, counted from 0
 * @param end the column behind its last character
 */
record Token(Kind kind, String text, int line, int start, int end) {

    /** What words there are. */
    enum Kind {
        WORD,
        NUMBER,
        ADDRESS,
        QUOTED,
        SYMBOL,
        NEWLINE,
        END
    }

    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wanted);
    }

    Span span() {
        return new Span(line, start, line, end);
    }

    /** Whether a number fits 64 bits; one that does not is no number where the grammar wants one. */
    boolean fits() {
        return Input.magnitude(text).bitLength() <= Long.SIZE;
    }

    /** What a syntax error calls it. */
    String description() {
        return switch (kind) {
            case WORD -> Keywords.contains(text) ? text : "string";
            case NUMBER -> fits() ? "number" : "string";
            case ADDRESS -> "string";
            case QUOTED -> "quoted string";
            case NEWLINE -> "newline";
            case END -> "end of file";
            default -> symbol();
        };
    }

    private String symbol() {
        return switch (text) {
            case "{", "}", "=", "$" -> "'" + text + "'";
            case ";" -> "semicolon";
            case "," -> "comma";
            case ":" -> "colon";
            case "." -> ".";
            case "*" -> "*";
            case "@" -> "@";
            default -> text;
        };
    }
}
