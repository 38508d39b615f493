package dev.vethlab.kernel.sched;

/** What can be said about a queueing discipline of one kind, asked for or shown ({@code TCA_OPTIONS}). */
public interface QdiscOptions {}
