/**
 * {@code ip neigh}: the entries of the neighbour table in the words of iproute2 (ip/ipneigh.c). What a request does is the
 * kernel's business.
 */
@NullMarked
package dev.vethlab.tool.ip.neigh;

import org.jspecify.annotations.NullMarked;
