/** Arrays that answers are written into before they are sent. Knows nothing of what is written. */
@NullMarked
package dev.vethlab.web.buffer;

import org.jspecify.annotations.NullMarked;
