package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;

/** A part of a rule, done in turn ({@code struct nft_expr}, or a few of them). */
public interface Statement {

    /** How a rule goes on after a part of it. */
    enum Outcome {
        /** With the next part. */
        NEXT,
        /** Not at all: the packet is none that the rule is about ({@code NFT_BREAK}). */
        BREAK,
        /** Not at all: it has decided, see {@link Evaluation#verdict}. */
        DECIDED
    }

    Outcome run(Evaluation evaluation);

    /** As {@code nft} writes it. */
    String text(TextStyle style);

    /** Whether it is shown where the rule is. */
    default boolean isWritten() {
        return true;
    }

    /** Whether nothing may come after it. */
    default boolean isTerminal() {
        return false;
    }

    /** Whether packets must be tracked for it. */
    default boolean needsConntrack() {
        return false;
    }

    /** Whether connections must count their packets for it ({@code nf_ct_set_acct}). */
    default boolean needsAccounting() {
        return false;
    }

    /**
     * Whether it may stand in a chain that is reached from this hook.
     *
     * @param type the type of the base chain
     * @throws KernelException EOPNOTSUPP
     */
    default void validate(HookPoint point, BaseChain.Type type) throws KernelException {}
}
