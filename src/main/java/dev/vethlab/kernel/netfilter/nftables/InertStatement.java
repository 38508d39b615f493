package dev.vethlab.kernel.netfilter.nftables;

/**
 * Something that is kept and written but has no effect in a lab, such as {@code meta nftrace set 1}.
 *
 * @param written as {@code nft} writes it
 */
public record InertStatement(String written) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return written;
    }
}
