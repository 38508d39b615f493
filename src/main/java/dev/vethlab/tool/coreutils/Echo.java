package dev.vethlab.tool.coreutils;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** {@code echo} with its options {@code -n}, {@code -e} and {@code -E}. */
public final class Echo implements Program {

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        boolean newline = true;
        boolean escapes = false;
        int at = 0;
        while (at < arguments.size() && arguments.get(at).matches("-[neE]+")) {
            for (char option : arguments.get(at++).substring(1).toCharArray()) {
                newline &= option != 'n';
                escapes = option == 'e' || escapes && option != 'E';
            }
        }
        String text = String.join(" ", arguments.subList(at, arguments.size()));
        Escapes unescaped = escapes ? Escapes.of(text) : new Escapes(text, false);
        process.out(unescaped.text());
        if (newline && !unescaped.ended()) {
            process.out("\n");
        }
        return 0;
    }

    /**
     * What {@code -e} makes of backslashes.
     *
     * @param ended whether {@code \c} ended the output
     */
    private record Escapes(String text, boolean ended) {

        private static final String LETTERS = "abefnrtv\\";
        private static final String MEANINGS = "\u0007\b\u001b\f\n\r\t\u000b\\";

        static Escapes of(String text) {
            StringBuilder result = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                char character = text.charAt(at++);
                if (character != '\\' || at == text.length()) {
                    result.append(character);
                    continue;
                }
                char letter = text.charAt(at++);
                int known = LETTERS.indexOf(letter);
                if (known >= 0) {
                    result.append(MEANINGS.charAt(known));
                } else if (letter == 'c') {
                    return new Escapes(result.toString(), true);
                } else {
                    int end = letter == 'x' ? digits(text, at, 2, 16) : letter == '0' ? digits(text, at, 3, 8) : at;
                    at = number(text, at, end, letter, result);
                }
            }
            return new Escapes(result.toString(), false);
        }

        private static int number(String text, int from, int end, char letter, StringBuilder result) {
            if (end > from) {
                result.append((char) Integer.parseInt(text.substring(from, end), letter == 'x' ? 16 : 8));
            } else {
                result.append('\\').append(letter);
            }
            return end;
        }

        private static int digits(String text, int from, int most, int base) {
            int end = from;
            while (end < text.length() && end - from < most && Character.digit(text.charAt(end), base) >= 0) {
                end++;
            }
            return end;
        }
    }
}
