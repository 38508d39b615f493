package dev.vethlab.tool.ip.address;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of the shell ({@code fnmatch} without flags). */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String text) {
        try {
            return Pattern.matches(expression(pattern), text);
        } catch (PatternSyntaxException malformed) {
            return pattern.equals(text);
        }
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            int end = character == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = pattern.substring(i + 1, end);
                expression
                        .append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else if (character == '*') {
                expression.append(".*");
            } else if (character == '?') {
                expression.append('.');
            } else {
                boolean escaped = character == '\\' && i + 1 < pattern.length();
                expression.append(Pattern.quote(String.valueOf(escaped ? pattern.charAt(++i) : character)));
            }
        }
        return expression.toString();
    }
}
