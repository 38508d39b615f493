package dev.vethlab.tool.getopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes single letter options from a command line as glibc's {@code getopt} does: options may stand together, may follow
 * operands, and end with {@code --}.
 */
public final class Getopt {

    /** What {@link #next} gives at the end of the options. */
    public static final int END = -1;

    private final String program;
    private final List<String> arguments;
    private final String options;
    private final SortedMap<String, Character> words;
    private final List<String> operands = new ArrayList<>();
    private final StringBuilder complaints = new StringBuilder();
    private int at;
    private int within;
    private boolean ended;
    private String argument = "";

    /**
     * @param options as {@code getopt(3)} takes them: {@code ab:} for {@code -a} and for {@code -b VALUE}
     */
    public Getopt(String program, List<String> arguments, String options) {
        this(program, arguments, options, Map.of());
    }

    /**
     * The same for a program that takes words too ({@code getopt_long}), none of them with a value.
     *
     * @param words the letter that each stands for; it may be cut as long as no other one begins alike
     */
    public Getopt(String program, List<String> arguments, String options, Map<String, Character> words) {
        this.program = program;
        this.words = new TreeMap<>(words);
        this.arguments = arguments;
        this.options = options;
    }

    /** The next option's letter, {@code '?'} for one that is unknown or lacks its value, {@link #END} when there is none. */
    public int next() {
        while (within == 0) {
            if (at >= arguments.size()) {
                return END;
            }
            String word = arguments.get(at++);
            if (ended || !word.startsWith("-") || word.equals("-")) {
                operands.add(word);
            } else if (word.equals("--")) {
                ended = true;
            } else if (word.startsWith("--") && !words.isEmpty()) {
                return word(word);
            } else {
                within = 1;
            }
        }
        return option(arguments.get(at - 1));
    }

    private int word(String given) {
        String name = given.substring(2);
        SortedMap<String, Character> alike = words.subMap(name, name + Character.MAX_VALUE);
        if (words.containsKey(name) || alike.size() == 1) {
            return words.getOrDefault(name, alike.getOrDefault(alike.firstKey(), '?'));
        }
        complaints.append(program).append(": ");
        complaints
                .append(alike.isEmpty() ? "unrecognized option '" : "option '")
                .append(given);
        complaints.append(alike.isEmpty() ? "'" : "' is ambiguous");
        if (!alike.isEmpty()) {
            complaints.append("; possibilities:");
            alike.keySet()
                    .forEach(each -> complaints.append(" '--").append(each).append('\''));
        }
        complaints.append('\n');
        return '?';
    }

    private int option(String word) {
        char letter = word.charAt(within++);
        boolean last = within == word.length();
        int known = letter == ':' ? -1 : options.indexOf(letter);
        boolean takesValue = known >= 0 && known + 1 < options.length() && options.charAt(known + 1) == ':';
        if (takesValue && !last) {
            argument = word.substring(within);
            within = 0;
        } else if (last) {
            within = 0;
        }
        if (known < 0) {
            complaints
                    .append(program)
                    .append(": invalid option -- '")
                    .append(letter)
                    .append("'\n");
            return '?';
        }
        if (takesValue && last) {
            if (at >= arguments.size()) {
                complaints
                        .append(program)
                        .append(": option requires an argument -- '")
                        .append(letter)
                        .append("'\n");
                return '?';
            }
            argument = arguments.get(at++);
        }
        return letter;
    }

    /** The value of the option just taken. */
    public String argument() {
        return argument;
    }

    /** What the C library writes to standard error about the options so far; empty where all is well. */
    public String complaints() {
        return complaints.toString();
    }

    /** The words that are no options, once the end is reached. */
    public List<String> operands() {
        return operands;
    }
}
