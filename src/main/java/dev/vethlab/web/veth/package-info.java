/** Veth pairs. */
@NullMarked
package dev.vethlab.web.veth;

import org.jspecify.annotations.NullMarked;
