package dev.vethlab.kernel.sched;

/** What one kind of discipline or class counts apart from what all count ({@code TCA_XSTATS}). */
public interface ExtraStats {}
