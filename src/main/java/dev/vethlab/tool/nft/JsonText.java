package dev.vethlab.tool.nft;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects, arrays and values as the library writes them that {@code nft} uses: with blanks behind commas and colons. */
final class JsonText {

    private JsonText() {}

    /** An object with one member. */
    static Map<String, @Nullable Object> of(String name, @Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(name, value);
        return object;
    }

    static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            out.append('{');
            String between = "";
            for (Map.Entry<?, ?> member : object.entrySet()) {
                out.append(between);
                write(out, String.valueOf(member.getKey()));
                out.append(": ");
                write(out, member.getValue());
                between = ", ";
            }
            out.append('}');
        } else if (value instanceof Collection<?> array) {
            out.append('[');
            String between = "";
            for (Object item : array) {
                out.append(between);
                write(out, item);
                between = ", ";
            }
            out.append(']');
        } else if (value instanceof String string) {
            string(out, string);
        } else {
            out.append(value);
        }
    }

    private static void string(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
