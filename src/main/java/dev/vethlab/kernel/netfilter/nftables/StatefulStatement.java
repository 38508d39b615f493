package dev.vethlab.kernel.netfilter.nftables;

/** A part of a rule that remembers something; the elements of a set may have one each ({@code NFT_EXPR_STATEFUL}). */
public interface StatefulStatement extends Statement {

    /** The same with nothing remembered yet. */
    StatefulStatement renewed(long nowNs);
}
