/**
 * Netfilter of a namespace: what looks at packets at the five hooks, in the order of priorities. Puts connection tracking, address
 * translation and rules together; what is above this package sees {@link dev.vethlab.kernel.netfilter.Netfilter} (net/netfilter/core.c).
 */
@NullMarked
package dev.vethlab.kernel.netfilter;

import org.jspecify.annotations.NullMarked;
