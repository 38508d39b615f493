package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;

/** Something of a packet, or about it, that rules can look at. */
public interface Selector {

    /** The type of its values. */
    DataType type();

    /** Whether connections must count their packets for it. */
    default boolean needsAccounting() {
        return false;
    }

    /** Puts the value into a register; false where the packet has no such thing, and the rule does not apply. */
    boolean load(Evaluation evaluation, int register);

    /**
     * Whether it may be looked at in a chain that is reached from this hook.
     *
     * @throws KernelException EOPNOTSUPP
     */
    default void validate(HookPoint point) throws KernelException {}

    /** As {@code nft} writes it. */
    String text(TextStyle style);
}
