/**
 * A lab: one simulated machine with the journal of everything that was done to it. A lab is its settings and its journal;
 * replaying the journal gives the same lab, so a clone, an undo and an export all come from the same list. This package
 * is the only one that locks: the kernel below is used by one thread at a time. It knows no HTTP and no JSON.
 */
@NullMarked
package dev.vethlab.lab;

import org.jspecify.annotations.NullMarked;
