package dev.vethlab.kernel.sched;

import java.util.List;

/**
 * Of {@code prio} and {@code pfifo_fast} ({@code struct tc_prio_qopt}).
 *
 * @param bands how many there are
 * @param map the band of each of the 16 priorities
 */
public record PrioOptions(int bands, List<Integer> map) implements QdiscOptions {

    /** How many priorities a map has. */
    public static final int PRIORITIES = 16;

    /** The bands of priorities where nothing else was said ({@code prio2band}). */
    public static final List<Integer> USUAL_MAP = List.of(1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
}
