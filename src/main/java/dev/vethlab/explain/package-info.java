/**
 * Runs told so that people can follow them: as a story, packet by packet, and as a sequence diagram. This package adds nothing to
 * what the kernel reported; it puts it in order.
 */
@NullMarked
package dev.vethlab.explain;

import org.jspecify.annotations.NullMarked;
