package dev.vethlab.tool.shell;

/** Reads a word as a POSIX shell does, and bash's {@code $'...'}: quotes and backslashes go, what would be expanded is refused. */
final class WordParser {

    private static final String ENDS = " \t\n|&;()<>";

    private final Cursor cursor;
    private boolean quoted;

    WordParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a part of the word read last was quoted. */
    boolean wasQuoted() {
        return quoted;
    }

    /** The word that begins here; empty where none does. */
    String word() throws SyntaxException {
        quoted = false;
        int start = cursor.at;
        cursor.at = behindPlain(start);
        if (cursor.atEnd() || ENDS.indexOf(cursor.peek()) >= 0) {
            return cursor.text.substring(start, cursor.at);
        }
        StringBuilder word = new StringBuilder().append(cursor.text, start, cursor.at);
        while (!cursor.atEnd() && ENDS.indexOf(cursor.peek()) < 0) {
            if (cursor.skip("\\\n")) {
                continue;
            }
            if (cursor.skip("'")) {
                singleQuoted(word);
            } else if (cursor.skip("\"")) {
                doubleQuoted(word);
            } else if (cursor.skip("$'")) {
                ansiQuoted(word);
            } else if (cursor.skip("\\")) {
                quoted = true;
                if (!cursor.atEnd()) {
                    word.append(cursor.next());
                }
            } else {
                refuseExpansion(cursor.at == start);
                word.append(cursor.next());
            }
        }
        return word.toString();
    }

    /** The end of what begins at a place and stands for itself, whatever it stands beside. */
    private int behindPlain(int from) {
        int at = from;
        while (at < cursor.text.length() && isPlain(cursor.text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '-' && character <= ':' // - . / digits :
                || character == '_'
                || character == '=';
    }

    private void singleQuoted(StringBuilder word) throws SyntaxException {
        quoted = true;
        int end = cursor.text.indexOf('\'', cursor.at);
        if (end < 0) {
            throw unclosed('\'');
        }
        word.append(cursor.text, cursor.at, end);
        cursor.at = end + 1;
    }

    private void doubleQuoted(StringBuilder word) throws SyntaxException {
        quoted = true;
        while (cursor.peek() != '"') {
            if (cursor.atEnd()) {
                throw unclosed('"');
            }
            if (cursor.skip("\\\n")) {
                continue;
            }
            char character = cursor.next();
            if (character == '\\' && !cursor.atEnd() && "\\\"$`".indexOf(cursor.peek()) >= 0) {
                character = cursor.next();
            } else if (character == '$' || character == '`') {
                cursor.at--;
                refuseExpansion(false);
                cursor.at++;
            }
            word.append(character);
        }
        cursor.at++;
    }

    /** {@code ansicstr}: what C's escape sequences stand for. */
    private void ansiQuoted(StringBuilder word) throws SyntaxException {
        quoted = true;
        while (cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                throw unclosed('\'');
            }
            char character = cursor.next();
            if (character != '\\' || cursor.atEnd()) {
                word.append(character);
            } else {
                escape(word);
            }
        }
        cursor.at++;
    }

    private void escape(StringBuilder word) {
        char character = cursor.next();
        int plain = "abeEfnrtv\\'\"?".indexOf(character);
        if (plain >= 0) {
            word.append("\007\b\033\033\f\n\r\t\013\\'\"?".charAt(plain));
        } else if (character == 'x' && isDigit(cursor.peek(), 16)) {
            word.append(number(16, 2));
        } else if (isDigit(character, 8)) {
            cursor.at--;
            word.append(number(8, 3));
        } else {
            word.append('\\').append(character);
        }
    }

    private char number(int radix, int mostDigits) {
        int value = 0;
        for (int digits = 0; digits < mostDigits && isDigit(cursor.peek(), radix); digits++) {
            value = value * radix + Character.digit(cursor.next(), radix);
        }
        return (char) (value & 0xff);
    }

    private static boolean isDigit(char character, int radix) {
        return Character.digit(character, radix) >= 0;
    }

    private void refuseExpansion(boolean first) throws SyntaxException {
        char character = cursor.peek();
        if (character == '`' || character == '$' && expands()) {
            throw new SyntaxException(
                    "variables and command substitution are not simulated: " + cursor.text + ownBash());
        }
        if (character == '{' && cursor.rest().matches("(?s)\\{[^ \t\n{}]*(,|\\.\\.)[^ \t\n{}]*\\}.*")) {
            throw new SyntaxException("brace expansion is not simulated: " + cursor.text);
        }
        if (first && character == '~') {
            throw new SyntaxException("tilde expansion is not simulated: " + cursor.text);
        }
    }

    private boolean expands() {
        if (cursor.at + 1 >= cursor.text.length()) {
            return false;
        }
        char next = cursor.text.charAt(cursor.at + 1);
        return Character.isLetterOrDigit(next) || "_{(?!#@*$-".indexOf(next) >= 0;
    }

    /** Where what is not simulated can be had. */
    static String ownBash() {
        return "\n(a lab's GET .../shell lets your own bash run scripts against it)";
    }

    private static SyntaxException unclosed(char quote) {
        return new SyntaxException("unexpected EOF while looking for matching `" + quote + "'");
    }
}
