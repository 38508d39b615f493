package dev.vethlab.tool.shell;

/** A place in a text that is read from its beginning to its end. */
final class Cursor {

    /** What {@link #peek()} gives behind the end. */
    static final char END = '\0';

    final String text;
    int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return atEnd() ? END : text.charAt(at);
    }

    char next() {
        return atEnd() ? END : text.charAt(at++);
    }

    boolean lookingAt(String words) {
        return text.startsWith(words, at);
    }

    /** Goes past {@code words} where they stand here; whether they did. */
    boolean skip(String words) {
        if (!lookingAt(words)) {
            return false;
        }
        at += words.length();
        return true;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || lookingAt("\\\n")) {
            at += peek() == '\\' ? 2 : 1;
        }
    }

    /** The rest, without going there. */
    String rest() {
        return text.substring(at);
    }
}
