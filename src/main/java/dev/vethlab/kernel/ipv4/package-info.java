/**
 * The IPv4 protocol: ARP, input, local delivery, forwarding, output, fragments, ICMP (net/ipv4/arp.c, ip_input.c,
 * ip_forward.c, ip_output.c, ip_fragment.c, icmp.c).
 */
@NullMarked
package dev.vethlab.kernel.ipv4;

import org.jspecify.annotations.NullMarked;
