package dev.vethlab.kernel.netfilter.nftables;

/** A counter that several rules may share ({@code counter name ...}). */
public record NamedCounter(String name, CounterStatement counter, long handle) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return counter.run(evaluation);
    }

    @Override
    public String text(TextStyle style) {
        return "counter name \"" + name + "\"";
    }
}
