package dev.vethlab.kernel.netfilter.nftables;

/** Something of a packet, or about it, that rules can look at. */
public interface Selector {

    /** The type of its values. */
    DataType type();

    /** Puts the value into a register; false where the packet has no such thing, and the rule does not apply. */
    boolean load(Evaluation evaluation, int register);

    /** As {@code nft} writes it. */
    String text(TextStyle style);
}
