/**
 * {@code ip route}: routes are changed, listed, flushed and looked up (iproute2 ip/iproute.c).
 */
@NullMarked
package dev.vethlab.tool.ip.route;

import org.jspecify.annotations.NullMarked;
