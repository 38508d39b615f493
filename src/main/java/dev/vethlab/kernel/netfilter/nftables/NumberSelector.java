package dev.vethlab.kernel.netfilter.nftables;

/** Numbers that go round, or are drawn by lot ({@code nft_numgen}). */
public final class NumberSelector implements Selector {

    private final boolean byLot;
    private final long modulus;
    private final long offset;
    private long next;

    /** @param offset what the first of the numbers is */
    public NumberSelector(boolean byLot, long modulus, long offset) {
        this.byLot = byLot;
        this.modulus = modulus;
        this.offset = offset;
    }

    @Override
    public DataType type() {
        return DataType.INTEGER;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        if (byLot) {
            evaluation.numbers[register] =
                    offset + evaluation.environment.machine().random().nextLong(modulus);
        } else {
            evaluation.numbers[register] = offset + next;
            next = (next + 1) % modulus;
        }
        return true;
    }

    @Override
    public String text(TextStyle style) {
        return "numgen " + (byLot ? "random" : "inc") + " mod " + modulus + (offset == 0 ? "" : " offset " + offset);
    }

    public boolean isByLot() {
        return byLot;
    }

    public long offset() {
        return offset;
    }

    public long modulus() {
        return modulus;
    }
}
