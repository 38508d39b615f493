package dev.vethlab.kernel.device;

import org.jspecify.annotations.Nullable;

/** The hooks of a namespace ({@code struct netns_nf}): one function or none at each point of each family. */
public final class PacketHooks {

    private static final int POINTS = HookPoint.ofProtocols().size();

    private final @Nullable HookFunction[] ipv4 = new HookFunction[POINTS];
    private final @Nullable HookFunction[] arp = new HookFunction[POINTS];
    private final @Nullable HookFunction[] bridge = new HookFunction[POINTS];

    /** Who looks at IPv4 packets there; null, the usual case, for nobody. */
    public @Nullable HookFunction ipv4(HookPoint point) {
        return ipv4[point.ordinal()];
    }

    /** Who looks at ARP packets there: received ones at {@code LOCAL_IN}, sent ones at {@code LOCAL_OUT}. */
    public @Nullable HookFunction arp(HookPoint point) {
        return arp[point.ordinal()];
    }

    /** Who looks at the frames of bridges there. */
    public @Nullable HookFunction bridge(HookPoint point) {
        return bridge[point.ordinal()];
    }

    /** Sets or removes who looks at IPv4 packets. */
    public void setIpv4(HookPoint point, @Nullable HookFunction function) {
        ipv4[point.ordinal()] = function;
    }

    /** Sets or removes who looks at ARP packets. */
    public void setArp(HookPoint point, @Nullable HookFunction function) {
        arp[point.ordinal()] = function;
    }

    /** Sets or removes who looks at the frames of bridges. */
    public void setBridge(HookPoint point, @Nullable HookFunction function) {
        bridge[point.ordinal()] = function;
    }
}
