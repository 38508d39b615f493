package dev.vethlab.kernel.netfilter.nftables;

/** Counts packets and bytes ({@code nft_counter}). */
public final class CounterStatement implements StatefulStatement {

    private long packets;
    private long bytes;

    public CounterStatement(long packets, long bytes) {
        this.packets = packets;
        this.bytes = bytes;
    }

    @Override
    public StatefulStatement renewed(long nowNs) {
        return new CounterStatement(0, 0);
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public void reset() {
        packets = 0;
        bytes = 0;
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        packets++;
        bytes += evaluation.length();
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return style.stateful() ? "counter packets " + packets + " bytes " + bytes : "counter";
    }
}
