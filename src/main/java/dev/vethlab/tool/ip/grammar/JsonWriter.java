package dev.vethlab.tool.ip.grammar;

/** A stream of JSON, on one line or indented by four blanks, exactly as iproute2 spaces it (lib/json_writer.c). */
final class JsonWriter {

    private final StringBuilder text = new StringBuilder();
    private final boolean pretty;
    private int depth;
    private boolean separate;

    JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    void name(String name) {
        separator();
        lineEnd();
        separate = false;
        quote(name);
        text.append(pretty ? ": " : ":");
    }

    void startObject() {
        begin('{');
    }

    void endObject() {
        end('}');
    }

    void startArray() {
        begin('[');
        if (pretty) {
            text.append(' ');
        }
    }

    void endArray() {
        if (pretty && separate) {
            text.append(' ');
        }
        separate = false;
        end(']');
    }

    void string(String value) {
        separator();
        quote(value);
    }

    /** A value that needs no quotes: a number, true, false, null. */
    void literal(String value) {
        separator();
        text.append(value);
    }

    /** What is no part of the document, at this place of it. */
    void raw(CharSequence foreign) {
        text.append(foreign);
    }

    /** All that was written since the last time. */
    String drain() {
        String drained = text.toString();
        text.setLength(0);
        return drained;
    }

    private void begin(char bracket) {
        separator();
        text.append(bracket);
        depth++;
        separate = false;
    }

    private void end(char bracket) {
        depth--;
        if (separate) {
            lineEnd();
        }
        text.append(bracket);
        separate = true;
    }

    private void separator() {
        if (separate) {
            text.append(',');
        }
        separate = true;
    }

    private void lineEnd() {
        if (pretty) {
            text.append('\n').append("    ".repeat(depth));
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        text.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '\t':
                text.append("\\t");
                break;
            case '\n':
                text.append("\\n");
                break;
            case '\r':
                text.append("\\r");
                break;
            case '\f':
                text.append("\\f");
                break;
            case '\b':
                text.append("\\b");
                break;
            case '\\':
                text.append("\\\\");
                break;
            case '"':
                text.append("\\\"");
                break;
            default:
                text.append(c);
        }
    }
}
