/**
 * The rules of a namespace: tables, chains, rules, sets, and how packets go through them; each part knows its own text in the
 * language of {@code nft}, so that explanations can quote it. Both {@code nft} and {@code iptables} keep their rules here. Knows no
 * command line (net/netfilter/nf_tables_api.c, nf_tables_core.c, nft_*.c).
 */
@NullMarked
package dev.vethlab.kernel.netfilter.nftables;

import org.jspecify.annotations.NullMarked;
