/** Scripts run on a fresh simulated machine, recorded as on the real one. */
@NullMarked
package dev.vethlab.verify.simulated;

import org.jspecify.annotations.NullMarked;
