/**
 * MAC and IPv4 addresses and prefixes as values, parsed by the rules of the kernel, of iproute2 and of the C library.
 * This package knows no protocol and no device.
 */
@NullMarked
package dev.vethlab.addr;

import org.jspecify.annotations.NullMarked;
