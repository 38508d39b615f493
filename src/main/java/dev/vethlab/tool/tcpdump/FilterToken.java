package dev.vethlab.tool.tcpdump;

/**
 * A word or sign of a filter expression.
 *
 * @param text as written; of a keyword its first spelling, of {@code \\name} the name
 * @param number the value of a {@link Kind#NUMBER}
 */
record FilterToken(Kind kind, String text, int number) {

    enum Kind {
        KEYWORD,
        SIGN,
        NUMBER,
        /** Two to four numbers with dots. */
        DOTTED,
        IPV6,
        MAC,
        NAME,
        /** {@code $} and a hexadecimal octet, for ARCnet. */
        ARCNET,
        END
    }

    boolean is(String word) {
        return (kind == Kind.KEYWORD || kind == Kind.SIGN) && text.equals(word);
    }
}
