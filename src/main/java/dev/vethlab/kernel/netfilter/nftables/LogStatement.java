package dev.vethlab.kernel.netfilter.nftables;

/**
 * Writes to the kernel's log, which a lab does not have: it has no effect ({@code nft_log}).
 *
 * @param arguments what stands behind {@code log}, with a blank before it
 */
public record LogStatement(String arguments) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return "log" + arguments;
    }
}
