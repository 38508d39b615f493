/**
 * {@code ip address}: its grammar, its filters and its listings (iproute2 ip/ipaddress.c). The lines of the links themselves are
 * {@code ip link}'s.
 */
@NullMarked
package dev.vethlab.tool.ip.address;

import org.jspecify.annotations.NullMarked;
