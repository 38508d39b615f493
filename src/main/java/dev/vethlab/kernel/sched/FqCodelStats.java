package dev.vethlab.kernel.sched;

/** What {@code fq_codel} counts besides ({@code struct tc_fq_codel_qd_stats}). */
public record FqCodelStats(
        int maxPacket,
        int dropOverlimit,
        int newFlowCount,
        int ecnMark,
        int newFlows,
        int oldFlows,
        int memoryUsed,
        int ceMark,
        int dropOvermemory)
        implements ExtraStats {}
