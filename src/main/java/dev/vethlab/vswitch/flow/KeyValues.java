package dev.vethlab.vswitch.flow;

import java.util.ArrayList;
import java.util.List;

/** Lists of words with values, as {@code in_port=1,ip} or {@code output:2,resubmit(,3)} ({@code ofputil_parse_key_value}). */
public final class KeyValues {

    private static final String BETWEEN = ", \t\r\n";

    /** A word and its value, which is empty where it has none. */
    public record Entry(String key, String value) {}

    private KeyValues() {}

    /** Takes a text apart. */
    public static List<Entry> read(String text) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && BETWEEN.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at >= text.length()) {
                return entries;
            }
            int keyEnd = at;
            int depth = 0;
            while (keyEnd < text.length() && (depth > 0 || ":=(, \t\r\n".indexOf(text.charAt(keyEnd)) < 0)) {
                depth += text.charAt(keyEnd) == '[' ? 1 : text.charAt(keyEnd) == ']' ? -1 : 0;
                keyEnd++;
            }
            String key = text.substring(at, keyEnd);
            char delimiter = keyEnd < text.length() ? text.charAt(keyEnd) : 0;
            if (delimiter == '(') {
                int end = closing(text, keyEnd);
                entries.add(new Entry(key, text.substring(keyEnd + 1, end)));
                at = Math.min(text.length(), end + 1);
            } else if (delimiter == ':' || delimiter == '=') {
                int end = valueEnd(text, keyEnd + 1);
                entries.add(new Entry(key, text.substring(keyEnd + 1, end)));
                at = end;
            } else {
                entries.add(new Entry(key, ""));
                at = keyEnd;
            }
        }
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The value ends at the next delimiter outside of parentheses. */
    private static int valueEnd(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth == 0 && BETWEEN.indexOf(c) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
