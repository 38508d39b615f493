/** What is decided before the service starts: where it listens, and what is switched on by what is configured. */
@NullMarked
package dev.vethlab.web.start;

import org.jspecify.annotations.NullMarked;
