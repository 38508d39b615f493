/** Short names for things that have none: digests of what identifies them. */
@NullMarked
package dev.vethlab.web.identity;

import org.jspecify.annotations.NullMarked;
