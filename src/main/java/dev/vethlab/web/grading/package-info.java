/** Grading: submissions in, reports out, nothing kept. */
@NullMarked
package dev.vethlab.web.grading;

import org.jspecify.annotations.NullMarked;
