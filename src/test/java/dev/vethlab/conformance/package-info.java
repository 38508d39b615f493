/**
 * Scenarios run on the simulated kernel and compared with what the real one did. A scenario is a script, its golden the
 * record of a Linux machine; both are normalised in the same way. Goldens are data and never edited.
 */
@NullMarked
package dev.vethlab.conformance;

import org.jspecify.annotations.NullMarked;
