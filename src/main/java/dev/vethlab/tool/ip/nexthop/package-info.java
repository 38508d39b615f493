/**
 * {@code ip nexthop}: nexthop objects, and how they and the flags of next hops are printed (iproute2 ip/ipnexthop.c).
 */
@NullMarked
package dev.vethlab.tool.ip.nexthop;

import org.jspecify.annotations.NullMarked;
