package dev.vethlab.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;
import java.util.SplittableRandom;

/** What a fuzzer decides: by lot from a seed, or by Jazzer, which sees what code each decision leads to. */
interface Choices {

    /** A number from 0, less than {@code bound}. */
    int below(int bound);

    /** Any text of at most so many characters. */
    String text(int most);

    default <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    /** Whether something happens that happens once in so many times. */
    default boolean oneIn(int times) {
        return below(times) == 0;
    }

    static Choices by(SplittableRandom random) {
        return new Choices() {
            @Override
            public int below(int bound) {
                return random.nextInt(bound);
            }

            @Override
            public String text(int most) {
                int[] points = random.ints(random.nextInt(most + 1), 0, oneIn(4) ? Character.MAX_CODE_POINT : 127)
                        .toArray();
                return new String(points, 0, points.length);
            }
        };
    }

    static Choices by(FuzzedDataProvider data) {
        return new Choices() {
            @Override
            public int below(int bound) {
                return data.consumeInt(0, bound - 1);
            }

            @Override
            public String text(int most) {
                return data.consumeString(most);
            }
        };
    }
}
