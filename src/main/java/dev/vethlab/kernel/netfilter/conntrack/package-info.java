/**
 * Connection tracking of a namespace: which connection a packet belongs to and how it stands to it. Knows nothing of rules; address
 * translation and rules build on it (net/netfilter/nf_conntrack_core.c, nf_conntrack_proto_*.c).
 */
@NullMarked
package dev.vethlab.kernel.netfilter.conntrack;

import org.jspecify.annotations.NullMarked;
