package dev.vethlab.tool.iptables;

import java.util.ArrayList;
import java.util.List;

/** The words of a command line, and whether a {@code !} stands before an option. */
final class Words {

    private final List<String> words;
    private int at;

    Words(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    /** Has a word come next: what stood behind {@code =} in the word of an option. */
    void insert(String word) {
        words.add(at, word);
    }

    boolean hasNext() {
        return at < words.size();
    }

    String next() {
        return words.get(at++);
    }

    String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    /** Whether there is a word that is no option. */
    boolean hasOperand() {
        return hasNext() && !peek().startsWith("-") && !peek().equals("!");
    }

    /** The argument of an option. */
    String argument(String option) throws ParameterException {
        if (!hasNext()) {
            throw ParameterException.problem("option \"" + option + "\" requires an argument");
        }
        return next();
    }
}
