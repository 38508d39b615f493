package dev.vethlab.kernel.device;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at everything that a device receives and sends ({@code dev->nf_hooks_ingress}, {@code dev->nf_hooks_egress}).
 *
 * @param ingress asked about what it has received; null for nobody
 * @param egress asked about what it is to send; null for nobody
 */
public record DeviceHooks(
        @Nullable HookFunction ingress, @Nullable HookFunction egress) {

    /** Nobody looks. */
    public static final DeviceHooks NONE = new DeviceHooks(null, null);

    /** Whether a packet that the device has received goes on ({@code nf_ingress}). */
    boolean receive(Skb skb) {
        return ingress == null || ingress.run(skb, skb.dev, null).isAccept();
    }

    /**
     * Whether a packet that the device is to send goes on ({@code nf_hook_egress}); one that does not counts as refused for its
     * sender, unless somebody keeps it.
     */
    boolean send(Skb skb) {
        if (egress == null) {
            return true;
        }
        HookVerdict verdict = egress.run(skb, null, skb.dev);
        skb.refused = verdict.isDrop();
        return verdict.isAccept();
    }
}
