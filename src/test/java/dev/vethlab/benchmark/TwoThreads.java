package dev.vethlab.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Article labs a second by one thread and by two: labs share nothing, so two should do twice as much. Both are warmed up, and then take
 * turns; the median of the rounds is what counts.
 */
public final class TwoThreads {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 7;
    private static final long NS = 4_000_000_000L;

    private TwoThreads() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        for (int i = 0; i < WARM_UPS; i++) {
            perSecond(1);
            perSecond(2);
        }
        Rounds ones = new Rounds();
        Rounds twos = new Rounds();
        Rounds ratios = new Rounds();
        out.println("round  one thread, labs/s  two threads, labs/s  times");
        for (int round = 1; round <= ROUNDS; round++) {
            double one = perSecond(1);
            double two = perSecond(2);
            ones.add(one);
            twos.add(two);
            ratios.add(two / one);
            out.printf(Locale.ROOT, "%5d  %18.0f  %19.0f  %5.2f%n", round, one, two, two / one);
        }
        out.printf(Locale.ROOT, "median %18.0f  %19.0f  %5.2f%n", ones.median(), twos.median(), ratios.median());
    }

    private static double perSecond(int threads) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            long end = System.nanoTime() + NS;
            for (int i = 0; i < threads; i++) {
                counts.add(workers.submit(() -> {
                    ArticleLabBenchmark article = new ArticleLabBenchmark();
                    long count = 0;
                    while (System.nanoTime() < end) {
                        article.articleLab();
                        count++;
                    }
                    return count;
                }));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / (NS / 1e9);
        } finally {
            workers.shutdown();
        }
    }
}
