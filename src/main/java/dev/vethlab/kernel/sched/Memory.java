package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.SkbOwner;
import dev.vethlab.kernel.device.Truesize;

/** The memory of a packet that waits in a queue, which its socket pays for ({@code skb_set_owner_w}, {@code sock_wfree}). */
final class Memory {

    private Memory() {}

    /** A packet begins to wait. */
    static void hold(Skb skb) {
        SkbOwner owner = skb.owner;
        if (owner != null) {
            owner.charge(Truesize.of(skb));
        }
    }

    /** It waits no more, or its socket need not pay for it any longer. */
    static void free(Skb skb) {
        SkbOwner owner = skb.owner;
        if (owner != null) {
            skb.owner = null;
            owner.release(Truesize.of(skb));
        }
    }
}
