/**
 * {@code sysctl} of procps 4.0.2: reads and writes the settings under /proc/sys of the namespace that it runs in
 * (src/sysctl.c).
 */
@NullMarked
package dev.vethlab.tool.sysctl;

import org.jspecify.annotations.NullMarked;
