package dev.vethlab.fuzz;

import dev.vethlab.tool.programs.Programs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which word follows which in the command lines of each program, as recorded scenarios have them. */
final class Vocabulary {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern SEVERAL = Pattern.compile("[|;&<>$`]");
    private static final String END = "";

    private final Map<String, Map<String, List<String>>> followers = new LinkedHashMap<>();
    private final List<String> often = new ArrayList<>();
    private final List<String> programs;
    private final List<String> places = new ArrayList<>(List.of("nobody"));

    Vocabulary(List<List<String>> scenarios) {
        for (List<String> scenario : scenarios) {
            for (String line : scenario) {
                if (!SEVERAL.matcher(line).find()) {
                    note(words(line));
                }
            }
        }
        programs = Programs.all().keySet().stream().sorted().toList();
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    private void note(List<String> all) {
        List<String> words = all;
        while (words.size() > 4 && words.subList(0, 3).equals(List.of("ip", "netns", "exec"))) {
            places.add(words.get(3));
            words = words.subList(4, words.size());
        }
        if (words.isEmpty()) {
            return;
        }
        Map<String, List<String>> next = followers.computeIfAbsent(words.get(0), program -> new LinkedHashMap<>());
        often.add(words.get(0));
        for (int i = 0; i < words.size(); i++) {
            next.computeIfAbsent(words.get(i), word -> new ArrayList<>())
                    .add(i + 1 < words.size() ? words.get(i + 1) : END);
        }
    }

    /** A program: mostly as often as scenarios run it. */
    String program(Choices choices) {
        return choices.oneIn(5) ? choices.of(programs) : choices.of(often);
    }

    /** The name of a namespace. */
    String place(Choices choices) {
        return choices.of(places);
    }

    /** A word that follows another in what a program is given; nothing where the line may end there. */
    String after(String program, String word, Choices choices) {
        Map<String, List<String>> next = followers.getOrDefault(program, Map.of());
        List<String> known = next.getOrDefault(word, List.of());
        return known.isEmpty() ? any(program, choices) : choices.of(known);
    }

    /** Any word of what a program was ever given. */
    String any(String program, Choices choices) {
        Map<String, List<String>> next = followers.getOrDefault(program, Map.of());
        if (next.isEmpty()) {
            Map<String, List<String>> other = followers.get(choices.of(often));
            return choices.oneIn(2)
                    ? "-" + (char) ('a' + choices.below(26))
                    : choices.of(new ArrayList<>(other.keySet()));
        }
        return choices.of(new ArrayList<>(next.keySet()));
    }
}
