package dev.vethlab.kernel.netfilter.nftables;

/** Decides ({@code nft_immediate}). */
public record VerdictStatement(Verdict verdict) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        evaluation.verdict = verdict;
        return verdict.kind() == Verdict.Kind.CONTINUE ? Outcome.NEXT : Outcome.DECIDED;
    }

    @Override
    public String text(TextStyle style) {
        return verdict.text();
    }

    @Override
    public boolean isTerminal() {
        return verdict.isTerminal();
    }
}
