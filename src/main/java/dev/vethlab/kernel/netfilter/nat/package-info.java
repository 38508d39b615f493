/**
 * Address translation: what a new connection is changed to, and the packets of connections that are changed. Which connections
 * those are, rules say (net/netfilter/nf_nat_core.c, nf_nat_proto.c, nf_nat_masquerade.c).
 */
@NullMarked
package dev.vethlab.kernel.netfilter.nat;

import org.jspecify.annotations.NullMarked;
