package dev.vethlab.tool.sysctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line of {@code sysctl}, read as {@code getopt_long} reads it. */
final class SysctlOptions {

    /** What the program is asked to do before anything else. */
    enum Task {
        KEYS,
        LIST_ALL,
        LOAD,
        LOAD_SYSTEM,
        HELP,
        VERSION
    }

    private static final String LETTERS = "bneNwfpqoxaAXVdh";
    private static final Map<String, Character> LONG = Map.ofEntries(
            Map.entry("all", 'a'),
            Map.entry("deprecated", '1'),
            Map.entry("dry-run", '2'),
            Map.entry("binary", 'b'),
            Map.entry("ignore", 'e'),
            Map.entry("names", 'N'),
            Map.entry("values", 'n'),
            Map.entry("load", 'p'),
            Map.entry("quiet", 'q'),
            Map.entry("write", 'w'),
            Map.entry("system", '3'),
            Map.entry("pattern", 'r'),
            Map.entry("help", 'h'),
            Map.entry("version", 'V'));

    Task task = Task.KEYS;
    boolean deprecated;
    boolean dryRun;
    boolean binary;
    boolean ignore;
    boolean names;
    boolean values;
    boolean quiet;
    boolean write;
    final List<String> operands = new ArrayList<>();

    /** What was wrong, as {@code getopt_long} says it; the usage follows. */
    Optional<String> complaint = Optional.empty();

    private Optional<KeyPattern> pattern = Optional.empty();

    static SysctlOptions read(List<String> words) {
        SysctlOptions options = new SysctlOptions();
        for (int i = 0; i < words.size() && options.complaint.isEmpty(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                options.operands.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (word.startsWith("--")) {
                i += options.longOption(word.substring(2), i + 1 < words.size() ? words.get(i + 1) : null);
            } else if (word.startsWith("-") && word.length() > 1) {
                i += options.letters(word, i + 1 < words.size() ? words.get(i + 1) : null);
            } else {
                options.operands.add(word);
            }
        }
        return options;
    }

    /** Whether a key is to be looked at; everything is, without {@code --pattern}. */
    boolean matches(String key) {
        return pattern.map(expression -> expression.isIn(key)).orElse(true);
    }

    private int letters(String word, @Nullable String following) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (letter == 'r') {
                return patternOption(word.substring(i + 1), following, "option requires an argument -- 'r'");
            }
            if (LETTERS.indexOf(letter) < 0) {
                complaint = Optional.of("invalid option -- '" + letter + "'");
                return 0;
            }
            apply(letter);
        }
        return 0;
    }

    private int patternOption(String attached, @Nullable String following, String missing) {
        if (!attached.isEmpty()) {
            pattern = Optional.of(KeyPattern.of(attached));
            return 0;
        }
        if (following == null) {
            complaint = Optional.of(missing);
            return 0;
        }
        pattern = Optional.of(KeyPattern.of(following));
        return 1;
    }

    private int longOption(String word, @Nullable String following) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        List<String> candidates =
                LONG.keySet().stream().filter(option -> option.startsWith(name)).toList();
        String option = LONG.containsKey(name) || candidates.size() != 1 ? name : candidates.get(0);
        if (!LONG.containsKey(option)) {
            complaint = Optional.of(
                    candidates.size() > 1 ? ambiguous(name, candidates) : "unrecognized option '--" + name + "'");
            return 0;
        }
        if (option.equals("pattern")) {
            return patternOption(
                    equals < 0 ? "" : word.substring(equals + 1), following, "option '--pattern' requires an argument");
        }
        if (option.equals("load") && equals >= 0) {
            operands.add(word.substring(equals + 1));
        } else if (equals >= 0) {
            complaint = Optional.of("option '--" + option + "' doesn't allow an argument");
            return 0;
        }
        apply(LONG.get(option));
        return 0;
    }

    private static String ambiguous(String name, List<String> candidates) {
        StringBuilder text = new StringBuilder("option '--" + name + "' is ambiguous; possibilities:");
        candidates.stream()
                .sorted()
                .forEach(option -> text.append(" '--").append(option).append('\''));
        return text.toString();
    }

    private void apply(char letter) {
        switch (letter) {
            case 'a', 'A', 'X' -> task = Task.LIST_ALL;
            case 'p', 'f' -> task = Task.LOAD;
            case '3' -> task = Task.LOAD_SYSTEM;
            case 'h', 'd' -> task = Task.HELP;
            case 'V' -> task = Task.VERSION;
            case '1' -> deprecated = true;
            case '2' -> dryRun = true;
            case 'b' -> binary = true;
            case 'e' -> ignore = true;
            case 'N' -> names = true;
            case 'n' -> values = true;
            case 'q' -> quiet = true;
            case 'w' -> write = true;
            default -> {}
        }
    }
}
