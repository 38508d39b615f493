/** What a script did, on whichever kernel, as it was: nothing is normalised here. */
@NullMarked
package dev.vethlab.verify.recording;

import org.jspecify.annotations.NullMarked;
