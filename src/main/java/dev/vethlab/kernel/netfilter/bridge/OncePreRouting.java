package dev.vethlab.kernel.netfilter.bridge;

import dev.vethlab.kernel.device.BridgedPacket;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import org.jspecify.annotations.Nullable;

/** Spares a packet that comes up from a bridge the filters before routing, which it passed as it came in ({@code ip_sabotage_in}). */
public record OncePreRouting(HookFunction filters) implements HookFunction {

    @Override
    public HookVerdict run(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        BridgedPacket bridged = skb.bridged;
        if (bridged != null && !bridged.passedUp && !bridged.inPreRouting && L3mdev.master(skb.dev) == null) {
            bridged.passedUp = true;
            return HookVerdict.ACCEPT;
        }
        return filters.run(skb, in, out);
    }
}
