package dev.vethlab.fuzz;

import dev.vethlab.lab.ShellQuoting;
import java.util.ArrayList;
import java.util.List;

/** What every program is given, one word behind the other as in recorded scenarios, with some that do not belong there. */
final class ArgumentVectors implements Target {

    private static final int A_ROUND = 150;
    private static final int LONGEST = 40;
    private static final int REPLAYED = 16;
    private static final int MOST_REPEATED = 3_000;

    private final Lines lines;
    private final Vocabulary vocabulary;

    ArgumentVectors(Lines lines) {
        this.lines = lines;
        this.vocabulary = new Vocabulary(lines.scenarios());
    }

    @Override
    public String name() {
        return "arguments";
    }

    @Override
    public int play(Choices choices) {
        LabWorld world = new LabWorld();
        choices.of(lines.scenarios()).forEach(world::run);
        boolean replayed = choices.oneIn(REPLAYED);
        int count = replayed ? A_ROUND / 5 : A_ROUND;
        for (int i = 0; i < count; i++) {
            world.run(line(choices));
        }
        world.check();
        if (replayed) {
            world.checkReplay();
        }
        return count;
    }

    private String line(Choices choices) {
        String line = ShellQuoting.join(vector(choices));
        if (choices.oneIn(12)) {
            line += " | " + ShellQuoting.join(vector(choices));
        }
        return line;
    }

    private List<String> vector(Choices choices) {
        List<String> words = new ArrayList<>();
        if (choices.oneIn(4)) {
            words.addAll(List.of("ip", "netns", "exec", vocabulary.place(choices)));
        }
        String program = vocabulary.program(choices);
        words.add(program);
        int most = words.size() + choices.below(LONGEST) + 1;
        String last = program;
        while (words.size() < most) {
            String next = vocabulary.after(program, last, choices);
            if (next.isEmpty()) {
                break;
            }
            last = next;
            words.add(choices.oneIn(12) ? foreign(program, next, choices) : next);
        }
        return choices.oneIn(150) ? endless(words, choices) : words;
    }

    /** Something of it again and again: words, or the brackets around one. */
    private static List<String> endless(List<String> words, Choices choices) {
        int times = choices.below(MOST_REPEATED) + 2;
        int from = choices.below(words.size());
        List<String> all = new ArrayList<>(words.subList(0, from));
        if (choices.oneIn(3)) {
            String opening = choices.of(List.of("(", "{", "[", "!", "not ", "-", "$(", "resubmit(", "learn("));
            String closing = choices.of(List.of("", ")", "}", "]"));
            all.add(opening.repeat(times) + words.get(from) + closing.repeat(times));
        } else {
            List<String> repeated = words.subList(from, Math.min(words.size(), from + choices.below(3) + 1));
            for (int i = 0; i < times; i++) {
                all.addAll(repeated);
            }
        }
        all.addAll(words.subList(from, words.size()));
        return all;
    }

    private String foreign(String program, String word, Choices choices) {
        return switch (choices.below(5)) {
            case 0 -> lines.word(choices);
            case 1 -> vocabulary.any(program, choices);
            case 2 -> spliced(word, vocabulary.any(program, choices), choices);
            case 3 -> spliced(word, lines.word(choices), choices);
            default -> spliced(word, word, choices);
        };
    }

    /** The beginning of a word and the end of another, cut where words of flows, rules and addresses have their joints. */
    private static String spliced(String word, String other, Choices choices) {
        String[] left = word.split("(?<=[,=:/.()\\[\\]])");
        String[] right = other.split("(?<=[,=:/.()\\[\\]])");
        StringBuilder joined = new StringBuilder();
        int until = choices.below(left.length + 1);
        for (int i = 0; i < until; i++) {
            joined.append(left[i]);
        }
        for (int i = choices.below(right.length + 1); i < right.length; i++) {
            joined.append(right[i]);
        }
        return joined.toString();
    }
}
