package dev.vethlab.kernel.sysctl;

/** Something under /proc/sys: a file or a directory. */
public sealed interface SysctlNode permits SysctlFile, SysctlDirectory {}
