package dev.vethlab.tool.curl;

import java.util.Map;

/** The format of {@code -w}. */
final class WriteOut {

    private WriteOut() {}

    /** What a format makes of variables; those that are unknown are reported to {@code complaints}. */
    static String expand(String format, Map<String, String> variables, StringBuilder complaints) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char character = format.charAt(at);
            char next = at + 1 < format.length() ? format.charAt(at + 1) : '\0';
            int end = format.indexOf('}', at);
            if (character == '%' && next == '%') {
                text.append('%');
                at += 2;
            } else if (character == '%' && next == '{' && end > 0) {
                String name = format.substring(at + 2, end);
                String value = variables.get(name);
                if (value == null) {
                    complaints
                            .append("curl: unknown --write-out variable: '")
                            .append(name)
                            .append("'\n");
                } else {
                    text.append(value);
                }
                at = end + 1;
            } else if (character == '\\' && "nrt".indexOf(next) >= 0 && next != '\0') {
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : '\t');
                at += 2;
            } else {
                text.append(character);
                at++;
            }
        }
        return text.toString();
    }
}
