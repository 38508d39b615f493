package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/**
 * The match {@code mac} (net/netfilter/xt_mac.c): it holds where the frame that brought a packet has an address to look at.
 *
 * @param test compares the address
 */
public record SourceMacStatement(Comparison test) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return test.run(evaluation);
    }

    @Override
    public String text(TextStyle style) {
        return test.text(style);
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (point == HookPoint.LOCAL_OUT || point == HookPoint.POST_ROUTING) {
            throw new KernelException(Errno.EINVAL);
        }
    }
}
