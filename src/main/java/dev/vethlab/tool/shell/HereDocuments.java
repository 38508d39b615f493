package dev.vethlab.tool.shell;

/** The texts that stand below a line for its commands to read ({@code <<WORD}). */
final class HereDocuments {

    private final Cursor cursor;
    private int bodiesEnd;

    HereDocuments(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * The text of a document whose operator and delimiter have just been read.
     *
     * @param tabsGo whether tabs at the beginning of lines are taken away ({@code <<-})
     * @param literal whether the delimiter was quoted: nothing in the text means anything then
     */
    String body(String delimiter, boolean tabsGo, boolean literal) throws SyntaxException {
        int at = bodiesEnd > cursor.at ? bodiesEnd : behindLine(cursor.at);
        StringBuilder body = new StringBuilder();
        while (at < cursor.text.length()) {
            int end = behindLine(at);
            String line = cursor.text.substring(at, end);
            String bare = tabsGo ? line.replaceFirst("^\t+", "") : line;
            at = end;
            if (bare.stripTrailing().equals(delimiter) && bare.startsWith(delimiter)) {
                bodiesEnd = at;
                return literal ? body.toString() : expanded(body.toString());
            }
            body.append(bare);
        }
        throw new SyntaxException("here-document delimited by end-of-file (wanted `" + delimiter + "')");
    }

    /** From the end of a line to the next one, past the documents that belong to it. */
    void skipBodies() {
        cursor.at = Math.max(cursor.at + 1, bodiesEnd);
    }

    private int behindLine(int from) {
        int end = cursor.text.indexOf('\n', from);
        return end < 0 ? cursor.text.length() : end + 1;
    }

    private static String expanded(String body) throws SyntaxException {
        if (body.matches("(?s).*(?<!\\\\)(`|\\$[A-Za-z0-9_{(?!#@*$-]).*")) {
            throw new SyntaxException(
                    "variables and command substitution are not simulated in a here-document" + WordParser.ownBash());
        }
        return body.replaceAll("\\\\([\\\\$`])", "$1").replace("\\\n", "");
    }
}
