package dev.vethlab.tool.sysctl;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression that keys are matched with ({@code regcomp}, {@code regexec}). Java tries one way after the other where the C library
 * walks all at once, so an expression can be made that takes for ever: what takes too many steps does not match.
 */
final class KeyPattern {

    private static final int LONGEST = 1_000;
    private static final int MOST_STEPS = 20_000;

    private final Pattern pattern;

    private KeyPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The pattern of an expression; one that is none matches nothing. */
    static KeyPattern of(String expression) {
        try {
            return new KeyPattern(expression.length() > LONGEST ? nothing() : Pattern.compile(expression));
        } catch (PatternSyntaxException malformed) {
            return new KeyPattern(nothing());
        }
    }

    private static Pattern nothing() {
        return Pattern.compile("(?!)");
    }

    boolean isIn(String key) {
        try {
            return pattern.matcher(new Counted(key)).find();
        } catch (TooManySteps endless) {
            return false;
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }

    /** A text that can be looked at so often: a match looks at a character in each step. */
    private static final class Counted implements CharSequence {

        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
