package dev.vethlab.kernel.netfilter.nftables;

/**
 * Takes an option of TCP out of a segment.
 *
 * @param option asks whether there is one
 */
public record StripStatement(TcpOption option) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        option.strip(evaluation);
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return "reset " + option.text(style);
    }
}
