/** Ping runs with their packets and the kernel's decisions. */
@NullMarked
package dev.vethlab.web.ping;

import org.jspecify.annotations.NullMarked;
