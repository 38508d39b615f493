package dev.vethlab.verify.random;

import java.util.List;
import java.util.SplittableRandom;

/** The lot that a random lab is drawn by. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from {@code from} to {@code to}, both included. */
    public int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** True in so many cases of a hundred. */
    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of a list. */
    public <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
