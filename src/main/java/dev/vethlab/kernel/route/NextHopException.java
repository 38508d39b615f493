package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;

/**
 * What was learnt of the way to one destination by a next hop ({@code struct fib_nh_exception}).
 *
 * @param gateway the better gateway of a redirect, {@link Ipv4Address#ANY} for none
 * @param pathMtu in bytes, 0 for none
 * @param mtuLocked whether the path MTU was smaller than is believed: packets may be fragmented then
 * @param expiresNs when the path MTU is forgotten, 0 for never
 */
record NextHopException(Ipv4Address gateway, int pathMtu, boolean mtuLocked, long expiresNs) {}
