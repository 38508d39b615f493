package dev.vethlab.kernel.sched;

import java.util.OptionalInt;

/** Of {@code fq_codel} ({@code TCA_FQ_CODEL_*}); what is empty was not given. Times in microseconds. */
public record FqCodelOptions(
        OptionalInt limit,
        OptionalInt flows,
        OptionalInt quantum,
        OptionalInt target,
        OptionalInt ceThreshold,
        OptionalInt interval,
        OptionalInt memoryLimit,
        OptionalInt ecn,
        OptionalInt dropBatch)
        implements QdiscOptions {}
