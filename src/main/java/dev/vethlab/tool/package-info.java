/**
 * The programs of a lab: what a program is, and the process that runs it. Each program has a package of its own: its
 * grammar in, the exact text of the real program out.
 */
@NullMarked
package dev.vethlab.tool;

import org.jspecify.annotations.NullMarked;
