/** Labs drawn by lot, for comparing: the same seed gives the same script. */
@NullMarked
package dev.vethlab.verify.random;

import org.jspecify.annotations.NullMarked;
