package dev.vethlab.tool.ping;

import java.util.BitSet;

/** What ping counts and reckons while it runs ({@code struct ping_rts}). */
final class Counters {

    private static final int HALF = 0x7fff;

    long transmitted;
    long received;
    long repeats;
    long errors;
    long minUs = Long.MAX_VALUE;
    long maxUs;
    double sumUs;
    double sumOfSquares;

    /** The moving average of round trips, eightfold, in microseconds. */
    int average;

    int pipe = -1;
    private int acked;
    private final BitSet seen = new BitSet();

    void forget(int sequence) {
        seen.clear(sequence & 0xffff);
    }

    boolean hasSeen(long sequence) {
        return seen.get((int) sequence & 0xffff);
    }

    /** Counts a reply; whether it is a duplicate. */
    boolean countReply(int sequence) {
        if (hasSeen(sequence)) {
            repeats++;
            return true;
        }
        seen.set(sequence);
        received++;
        return false;
    }

    /** How many requests are unanswered ({@code in_flight}). */
    int inFlight() {
        int difference = (int) transmitted - acked & 0xffff;
        return difference <= HALF ? difference : (int) (transmitted - received - errors);
    }

    /** Notes an answer of any kind ({@code acknowledge}). */
    void acknowledge(int sequence) {
        int difference = (int) transmitted - sequence & 0xffff;
        if (difference <= HALF) {
            pipe = Math.max(pipe, difference + 1);
            if ((short) (sequence - acked) > 0 || ((int) transmitted & 0xffff) - acked > HALF) {
                acked = sequence;
            }
        }
    }

    /** Counts a request ({@code advance_ntransmitted}). */
    void advance() {
        transmitted++;
        if (((int) transmitted & 0xffff) - acked > HALF) {
            acked = (int) (transmitted + 1) & 0xffff;
        }
    }

    /** Takes a round trip into the reckoning. */
    void time(long us) {
        sumUs += us;
        sumOfSquares += (double) (us * us);
        minUs = Math.min(minUs, us);
        maxUs = Math.max(maxUs, us);
        if (average == 0) {
            average = (int) (us * 8);
        } else {
            average += (int) (us - average / 8);
        }
    }

    long averageUs() {
        return (long) (sumUs / (received + repeats));
    }

    /** The mean deviation, reckoned in the order that keeps rounding errors small. */
    long deviationUs() {
        long total = received + repeats;
        long mean = averageUs();
        double variance = sumUs < Integer.MAX_VALUE
                ? (sumOfSquares - sumUs * sumUs / total) / total
                : sumOfSquares / total - mean * mean;
        return squareRoot((long) variance);
    }

    private static long squareRoot(long square) {
        long previous = Long.MAX_VALUE;
        long root = square;
        if (root > 0) {
            while (root < previous) {
                previous = root;
                root = (root + square / root) / 2;
            }
        }
        return root;
    }
}
