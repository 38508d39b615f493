package dev.vethlab.lab;

import java.util.List;
import java.util.StringJoiner;

/** Words written so that a shell reads them back as they are. */
public final class ShellQuoting {

    /** What means nothing to a shell, beside letters and digits. */
    private static final String PUNCTUATION = "_@%+=:,./-";

    private ShellQuoting() {}

    /** One word, in single quotes where it needs them. */
    public static String quote(String word) {
        return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command line of words. */
    public static String join(List<String> words) {
        StringJoiner line = new StringJoiner(" ");
        for (String word : words) {
            line.add(quote(word));
        }
        return line.toString();
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9'
                    || PUNCTUATION.indexOf(character) >= 0;
            if (!plain) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
