package dev.vethlab.tool.ip.grammar;

import java.util.List;

/** A cursor over the words of a command line ({@code argc}, {@code argv}). */
public final class Arguments {

    private final List<String> words;
    private int position;

    public Arguments(List<String> words) {
        this.words = List.copyOf(words);
    }

    public Arguments(String... words) {
        this(List.of(words));
    }

    /** Whether {@code prefix} abbreviates {@code word}: neither empty nor longer nor different ({@code matches() == 0}). */
    public static boolean matches(String prefix, String word) {
        return !prefix.isEmpty() && word.startsWith(prefix);
    }

    public boolean hasNext() {
        return position < words.size();
    }

    /** How many words are left. */
    public int remaining() {
        return words.size() - position;
    }

    /**
     * Takes the next word ({@code NEXT_ARG}).
     *
     * @throws ExitException when there is none: the command line is not complete
     */
    public String next() {
        if (!hasNext()) {
            throw ExitException.incomplete();
        }
        return words.get(position++);
    }

    /** The next word, which is not taken; the empty text where there is none, which nothing matches. */
    public String peek() {
        return hasNext() ? words.get(position) : "";
    }

    /** Puts the word taken last back ({@code PREV_ARG}). */
    public void back() {
        position--;
    }

    /** Takes the next word if it is exactly this one. */
    public boolean take(String word) {
        boolean taken = hasNext() && words.get(position).equals(word);
        if (taken) {
            position++;
        }
        return taken;
    }

    /** Takes the next word if it abbreviates this one. */
    public boolean takeMatching(String word) {
        boolean taken = hasNext() && matches(words.get(position), word);
        if (taken) {
            position++;
        }
        return taken;
    }

    /** Takes all words that are left. */
    public List<String> rest() {
        List<String> rest = words.subList(position, words.size());
        position = words.size();
        return rest;
    }
}
