package dev.vethlab.kernel.device;

import org.jspecify.annotations.Nullable;

/** Who looks at packets at a hook ({@code nf_hook_slow} over everything that is registered there). */
public interface HookFunction {

    /**
     * Looks at a packet; it may change {@code skb.payload}, {@code skb.mark} and {@code skb.dst}. A packet that is not accepted goes
     * no further, and who dropped it has reported that.
     *
     * @param in the device that it came in by, null for a packet made here
     * @param out the device that it is to leave by, null before routing
     */
    HookVerdict run(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out);
}
