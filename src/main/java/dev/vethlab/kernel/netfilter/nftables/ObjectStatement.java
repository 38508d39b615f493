package dev.vethlab.kernel.netfilter.nftables;

/** Has a named object of the table look at the packet ({@code nft_objref}). */
public record ObjectStatement(NamedObject object) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return object.measure().run(evaluation);
    }

    @Override
    public String text(TextStyle style) {
        String name = '"' + object.name() + '"';
        return switch (object.kind()) {
            case COUNTER, QUOTA, LIMIT, SYNPROXY -> object.kind().word() + " name " + name;
            default -> object.kind().word() + " set " + name;
        };
    }

    @Override
    public boolean needsConntrack() {
        return !object.kind().isMeasure();
    }
}
