package dev.vethlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code verify} is asked to do.
 *
 * @param files scripts to compare; {@code -} is standard input
 * @param random how many labs to draw by lot
 * @param seed that of the first of them; the next one has the next number
 * @param jobs how many run side by side
 * @param devices whether those are labs of bridges, other devices and filters
 * @param shrink whether to look for the few lines that matter
 * @param keep where to put the scripts that differ
 */
record VerifyOptions(
        List<String> files,
        int random,
        Optional<Long> seed,
        int jobs,
        boolean devices,
        boolean shrink,
        Optional<Path> keep) {

    static final String USAGE = """
            usage: verify LAB...                   compare scripts with the kernel of this machine (root, Linux); - is standard input
                   verify --random N [--seed S]    compare N labs drawn by lot, from seed S on
                   verify --devices --random N     the same with bridges, other devices and firewalls
            options: --jobs J     run so many side by side (8 a processor)
                     --shrink     look for the few lines that make the difference
                     --keep DIR   put the scripts that differ, and how, into this folder""";

    /** A lab mostly sleeps. */
    private static final int JOBS_PER_PROCESSOR = 8;

    static VerifyOptions read(List<String> arguments) throws UsageException {
        List<String> files = new ArrayList<>();
        int random = 0;
        Optional<Long> seed = Optional.empty();
        int jobs = JOBS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        boolean devices = false;
        boolean shrink = false;
        Optional<Path> keep = Optional.empty();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--random" -> random = (int) number(words);
                case "--seed" -> seed = Optional.of(number(words));
                case "--jobs" -> jobs = (int) Math.max(1, number(words));
                case "--devices" -> devices = true;
                case "--shrink" -> shrink = true;
                case "--keep" -> keep = Optional.of(Path.of(value(words)));
                default -> files.add(file(word));
            }
        }
        if (files.isEmpty() == (random <= 0)) {
            throw new UsageException(USAGE);
        }
        return new VerifyOptions(files, random, seed, jobs, devices, shrink, keep);
    }

    private static String file(String word) throws UsageException {
        if (word.startsWith("-") && !word.equals("-")) {
            throw new UsageException(USAGE);
        }
        return word;
    }

    private static String value(Iterator<String> words) throws UsageException {
        if (!words.hasNext()) {
            throw new UsageException(USAGE);
        }
        return words.next();
    }

    private static long number(Iterator<String> words) throws UsageException {
        try {
            return Long.parseLong(value(words));
        } catch (NumberFormatException wrong) {
            throw new UsageException(USAGE);
        }
    }
}
