/**
 * The program {@code ip} of iproute2 6.1: its options, and the way to its objects (ip/ip.c). Each object has a package of
 * its own below this one.
 */
@NullMarked
package dev.vethlab.tool.ip;

import org.jspecify.annotations.NullMarked;
