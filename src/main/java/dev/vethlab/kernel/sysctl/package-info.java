/**
 * The tree under /proc/sys/net of one network namespace: directories, files, and how a file parses what is written to
 * it (kernel/sysctl.c). The values belong to the subsystems that register their files here.
 */
@NullMarked
package dev.vethlab.kernel.sysctl;

import org.jspecify.annotations.NullMarked;
