package dev.vethlab.kernel.sched;

/** What can be said about a class of one kind, asked for or shown ({@code TCA_OPTIONS}). */
public interface ClassOptions {}
