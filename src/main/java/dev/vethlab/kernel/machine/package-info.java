/**
 * The machine that everything runs on: one processor with a virtual clock, a timer queue and a seeded random source.
 * Time moves only when something is run; there is no wall clock and no thread.
 */
@NullMarked
package dev.vethlab.kernel.machine;

import org.jspecify.annotations.NullMarked;
