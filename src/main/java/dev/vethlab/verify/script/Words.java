package dev.vethlab.verify.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line split into words as a POSIX shell does.
 *
 * @param words without their quotes
 * @param operators the characters outside of quotes that mean something to a shell, in order
 */
record Words(List<String> words, String operators) {

    private static final String OPERATORS = "|;&`$<>()*?";

    static Words of(String line) throws ScriptException {
        List<String> words = new ArrayList<>();
        StringBuilder operators = new StringBuilder();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                boolean special = quote == 0 ? OPERATORS.indexOf(c) >= 0 : quote == '"' && (c == '$' || c == '`');
                operators.append(special ? String.valueOf(c) : "");
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new ScriptException("no closing quotation");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return new Words(List.copyOf(words), operators.toString());
    }
}
