/**
 * The simulated Linux machine and its only door: namespaces composed of the subsystems below, and the clock that moves
 * them. It knows no Spring, no JSON and no HTTP; it is one lab, used by one thread at a time, and the same seed and the
 * same calls give the same answers.
 */
@NullMarked
package dev.vethlab.kernel;

import org.jspecify.annotations.NullMarked;
