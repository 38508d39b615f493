package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;

/**
 * A match or a target of {@code iptables} that nf_tables runs for it ({@code nft_compat}).
 *
 * @param parts what it does
 * @param inverted whether it holds where a part does not
 * @param translation what {@code nft} writes for it
 */
public record ExtensionStatement(List<Statement> parts, boolean inverted, String translation) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        for (Statement part : parts) {
            Outcome outcome = part.run(evaluation);
            if (outcome != Outcome.NEXT) {
                return inverted && outcome == Outcome.BREAK ? Outcome.NEXT : outcome;
            }
        }
        return inverted ? Outcome.BREAK : Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return translation;
    }

    @Override
    public boolean needsAccounting() {
        return parts.stream().anyMatch(Statement::needsAccounting);
    }

    @Override
    public boolean needsConntrack() {
        return parts.stream().anyMatch(Statement::needsConntrack);
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        for (Statement part : parts) {
            if (part instanceof RejectStatement && type == BaseChain.Type.NAT) {
                throw new KernelException(Errno.EINVAL);
            }
            try {
                part.validate(point, type);
            } catch (KernelException refusal) {
                // Whatever an extension does not like, xt_check_target has one answer, save for what it does not find.
                throw new KernelException(refusal.errno() == Errno.ENOENT ? Errno.ENOENT : Errno.EINVAL);
            }
        }
    }
}
