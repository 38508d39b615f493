package dev.vethlab.grade;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The first words of commands that a script may not use. */
final class ForbiddenCommand {

    private static final String ANY = "*";

    private final Rubric.Forbidden rule;
    private final List<String> words;

    ForbiddenCommand(Rubric.Forbidden rule) {
        this.rule = rule;
        this.words = Arrays.asList(rule.command().strip().split("\\s+"));
    }

    String words() {
        return rule.command();
    }

    Optional<BigDecimal> points() {
        return Optional.ofNullable(rule.points());
    }

    Optional<String> feedback() {
        return Optional.ofNullable(rule.feedback());
    }

    /** Whether a command has these words one after the other, also behind {@code sudo}, {@code ip netns exec NS} and the like. */
    boolean isIn(List<String> command) {
        for (int start = 0; start + words.size() <= command.size(); start++) {
            boolean fits = true;
            for (int i = 0; i < words.size() && fits; i++) {
                String pattern = words.get(i);
                fits = pattern.equals(ANY) || pattern.equals(command.get(start + i));
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
