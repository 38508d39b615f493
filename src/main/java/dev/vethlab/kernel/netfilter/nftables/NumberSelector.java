package dev.vethlab.kernel.netfilter.nftables;

/** Numbers that go round, or are drawn by lot ({@code nft_numgen}). */
public final class NumberSelector implements Selector {

    private final boolean byLot;
    private final long modulus;
    private long next;

    public NumberSelector(boolean byLot, long modulus) {
        this.byLot = byLot;
        this.modulus = modulus;
    }

    @Override
    public DataType type() {
        return DataType.INTEGER;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        if (byLot) {
            evaluation.numbers[register] =
                    evaluation.environment.machine().random().nextLong(modulus);
        } else {
            evaluation.numbers[register] = next;
            next = (next + 1) % modulus;
        }
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "numgen " + (byLot ? "random" : "inc") + " mod " + modulus;
    }

    public boolean isByLot() {
        return byLot;
    }

    public long modulus() {
        return modulus;
    }
}
