/** Diagnoses of pings. */
@NullMarked
package dev.vethlab.web.diagnosis;

import org.jspecify.annotations.NullMarked;
