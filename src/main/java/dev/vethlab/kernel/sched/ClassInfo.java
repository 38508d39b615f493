package dev.vethlab.kernel.sched;

import java.util.Optional;

/**
 * What the kernel tells about a class ({@code tc_fill_tclass}).
 *
 * @param index the index of its device
 * @param leaf the name of the discipline in it, 0 where it has none with a name
 */
public record ClassInfo(
        String kind,
        int index,
        int id,
        int parent,
        int leaf,
        Optional<ClassOptions> options,
        Optional<QueueStats> stats,
        Optional<ExtraStats> extraStats) {}
