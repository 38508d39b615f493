package dev.vethlab.kernel.trace;

/** A sysctl that a decision looked at, by its dotted name, with the value it had. */
public record SysctlSeen(String name, String value) {}
