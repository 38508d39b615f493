/**
 * The files that programs of a lab can read and write by path: /proc/sys, a few others of /proc and /sys, and /dev/null. There is
 * no disk.
 */
@NullMarked
package dev.vethlab.tool.files;

import org.jspecify.annotations.NullMarked;
