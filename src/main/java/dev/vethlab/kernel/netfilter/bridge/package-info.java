/**
 * Bridged packets at the filters of IPv4 and ARP: what {@code net.bridge.bridge-nf-call-*} turns on. Knows the bridge and routing,
 * and of the filters only where they are called (net/bridge/br_netfilter_hooks.c).
 */
@NullMarked
package dev.vethlab.kernel.netfilter.bridge;

import org.jspecify.annotations.NullMarked;
