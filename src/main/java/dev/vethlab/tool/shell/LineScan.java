package dev.vethlab.tool.shell;

import java.util.ArrayList;
import java.util.List;

/** Looks, one line of text after the other, where a command line ends: whether it goes on below, and which here-documents follow it. */
final class LineScan {

    private static final char NONE = '\0';

    /** A here-document that is to come. */
    record Document(String delimiter, boolean tabsGo) {

        boolean endsAt(String line) {
            return (tabsGo ? line.replaceFirst("^\t+", "") : line).equals(delimiter);
        }
    }

    private final List<Document> documents = new ArrayList<>();
    private char quote = NONE;
    private boolean escapes;
    private boolean joined;

    /** Reads on, with the next line of text. */
    void read(String line) {
        Cursor cursor = new Cursor(line);
        joined = false;
        char before = ' ';
        while (!cursor.atEnd()) {
            if (quote != NONE) {
                skipQuoted(cursor);
                before = '"';
            } else if (cursor.peek() == '#' && " \t;&|".indexOf(before) >= 0) {
                return;
            } else {
                before = unquoted(cursor, before);
            }
        }
    }

    /** Whether a quote is open, or a backslash takes the end of the line away. */
    boolean isOpen() {
        return quote != NONE || joined;
    }

    /** The here-documents, in the order in which they follow. */
    List<Document> documents() {
        return documents;
    }

    private char unquoted(Cursor cursor, char before) {
        char character = cursor.next();
        if (character == '\\') {
            joined = cursor.atEnd();
            cursor.at++;
        } else if (character == '\'' || character == '"') {
            quote = character;
            escapes = character == '"' || before == '$';
        } else if (character == '<' && !cursor.skip("<<") && cursor.skip("<")) {
            document(cursor);
        }
        return character;
    }

    private void skipQuoted(Cursor cursor) {
        char character = cursor.next();
        if (character == quote) {
            quote = NONE;
        } else if (character == '\\' && escapes) {
            cursor.at++;
        }
    }

    private void document(Cursor cursor) {
        boolean tabsGo = cursor.skip("-");
        cursor.skipBlanks();
        StringBuilder delimiter = new StringBuilder();
        while (!cursor.atEnd() && " \t|&;()<>".indexOf(cursor.peek()) < 0) {
            delimiter.append(cursor.next());
        }
        documents.add(new Document(delimiter.toString().replaceAll("['\"\\\\]", ""), tabsGo));
    }
}
