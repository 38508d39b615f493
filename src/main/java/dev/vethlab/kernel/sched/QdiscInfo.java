package dev.vethlab.kernel.sched;

import java.util.Optional;

/**
 * What the kernel tells about a queueing discipline ({@code tc_fill_qdisc}).
 *
 * @param index the index of its device
 * @param references how many hold it
 */
public record QdiscInfo(
        String kind,
        int index,
        int handle,
        int parent,
        int references,
        Optional<QdiscOptions> options,
        QueueStats stats,
        Optional<ExtraStats> extraStats) {}
