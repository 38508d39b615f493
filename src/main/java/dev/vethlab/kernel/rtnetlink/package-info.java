/**
 * The kernel's side of rtnetlink: requests as typed values in, information as records out, refusals as errors with the
 * kernel's own words (net/core/rtnetlink.c, net/core/net_namespace.c, and the rtnetlink parts of devinet.c,
 * fib_frontend.c, fib_rules.c, nexthop.c and neighbour.c). It checks and applies; it prints nothing.
 */
@NullMarked
package dev.vethlab.kernel.rtnetlink;

import org.jspecify.annotations.NullMarked;
