package dev.vethlab.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Article labs a second by one thread and by two: labs share nothing, so two should do twice as much. */
public final class TwoThreads {

    private static final int WARM_UP = 20_000;
    private static final long NS = 8_000_000_000L;

    private TwoThreads() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        ArticleLabBenchmark article = new ArticleLabBenchmark();
        for (int i = 0; i < WARM_UP; i++) {
            article.articleLab();
        }
        double one = perSecond(1);
        double two = perSecond(2);
        out.printf("one thread %.0f labs/s, two threads %.0f labs/s: %.2f times%n", one, two, two / one);
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
