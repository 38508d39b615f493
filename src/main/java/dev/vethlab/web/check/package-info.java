/** Checks on a lab. */
@NullMarked
package dev.vethlab.web.check;

import org.jspecify.annotations.NullMarked;
