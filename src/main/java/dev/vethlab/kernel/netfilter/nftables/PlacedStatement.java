package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Set;

/**
 * Something that is kept but has no effect in a lab, and that stands at some hooks only.
 *
 * @param written as {@code nft} writes it
 * @param points the hooks
 */
public record PlacedStatement(String written, Set<HookPoint> points) implements Statement {

    public PlacedStatement {
        points = Set.copyOf(points);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        return Outcome.NEXT;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (!points.contains(point)) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return written;
    }
}
