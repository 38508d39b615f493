/** Interfaces and their addresses, and how other resources find the one in their path. */
@NullMarked
package dev.vethlab.web.device;

import org.jspecify.annotations.NullMarked;
