package dev.vethlab.kernel.netfilter.nftables;

/** A test that is made, but not written: what stands behind it implies it. */
public record ImpliedStatement(Comparison test) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return test.run(evaluation);
    }

    @Override
    public String text(TextStyle style) {
        return test.text(style);
    }

    @Override
    public boolean isWritten() {
        return false;
    }
}
