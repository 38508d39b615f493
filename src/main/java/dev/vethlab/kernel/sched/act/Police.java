package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.Verdict;

/** Measures packets against a rate, and says what becomes of those above it (net/sched/act_police.c). */
public final class Police extends Action {

    private static final int CELLS = 255;

    private final PoliceSpec spec;
    private final long burstNs;
    private final long mtuNs;
    private final int mtu;
    private long tokens;
    private long peakTokens;
    private long checkedNs;

    Police(ActionTable table, int index, PoliceSpec spec) {
        super(table, index, spec.exceed());
        this.spec = spec;
        this.burstNs = Integer.toUnsignedLong(spec.burst()) * RateConfig.TICK_NS;
        this.mtu = longest(spec);
        this.mtuNs = spec.peak().isPresent() ? spec.peak().timeOf(mtu) : 0;
        this.tokens = burstNs;
        this.peakTokens = mtuNs;
        this.checkedNs = machine().nowNs();
    }

    private static int longest(PoliceSpec spec) {
        if (spec.mtu() != 0) {
            return spec.mtu();
        }
        return spec.rate().isPresent() ? CELLS << spec.rate().cellLog() : Integer.MAX_VALUE;
    }

    @Override
    public String kind() {
        return "police";
    }

    /** What it was made with. */
    public PoliceSpec spec() {
        return spec;
    }

    /** The longest packet that may pass, -1 for any. */
    public int mtu() {
        return mtu == Integer.MAX_VALUE ? -1 : mtu;
    }

    @Override
    int act(Skb skb, boolean incoming) {
        int length = skb.segmentSize > 0 ? Math.min(skb.length(), mtu) : skb.length();
        if (length <= mtu && conforms(skb.length())) {
            return spec.conform();
        }
        overlimits++;
        if (control == Control.SHOT) {
            drops++;
        }
        PacketTrace.add(
                skb,
                "tcf_police_act",
                Verdict.REFUSE,
                length > mtu
                        ? "it is longer than police lets pass: " + mtu + " bytes"
                        : "it is more than police lets pass: " + spec.rate().bytesPerSecond() * 8 + " bit/s");
        return control;
    }

    private boolean conforms(int length) {
        if (!spec.rate().isPresent()) {
            return true;
        }
        long now = machine().nowNs();
        long gained = Math.min(now - checkedNs, burstNs);
        long peakLeft = 0;
        if (spec.peak().isPresent()) {
            peakLeft = Math.min(gained + peakTokens, mtuNs) - spec.peak().timeOf(length);
        }
        long left = Math.min(gained + tokens, burstNs) - spec.rate().timeOf(length);
        if ((left | peakLeft) < 0) {
            return false;
        }
        checkedNs = now;
        tokens = left;
        peakTokens = peakLeft;
        return true;
    }
}
