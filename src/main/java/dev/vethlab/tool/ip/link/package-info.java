/**
 * {@code ip link}: links made, changed, deleted and shown, as iproute2 6.1 reads its command line and prints its answers
 * (ip/iplink.c, ip/link_veth.c, the link half of ip/ipaddress.c).
 */
@NullMarked
package dev.vethlab.tool.ip.link;

import org.jspecify.annotations.NullMarked;
