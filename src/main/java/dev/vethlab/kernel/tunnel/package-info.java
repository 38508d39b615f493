/**
 * Tunnels that put one IPv4 header before a packet: IPIP (RFC 2003, net/ipv4/ipip.c) and GRE (RFC 2784 and 2890,
 * net/ipv4/ip_gre.c), the latter also for Ethernet frames. Their packets leave and arrive by the IPv4 of the namespace that
 * the device was made in.
 */
@NullMarked
package dev.vethlab.kernel.tunnel;

import org.jspecify.annotations.NullMarked;
