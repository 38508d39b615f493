package dev.vethlab.kernel.device;

import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import java.util.Optional;

/**
 * A device to whose queue packets of other devices are sent, so that what comes in can be shaped as well as what goes out: behind the
 * queue they go back to where they came from (drivers/net/ifb.c).
 */
public final class Ifb extends NetDevice {

    private static final int QUEUE_LENGTH = 32;

    public Ifb(NetNamespace net, String name) {
        super(net, name);
        flags.own = DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_NOARP;
        txQueueLength = QUEUE_LENGTH;
    }

    @Override
    public String kind() {
        return "ifb";
    }

    @Override
    public int minMtu() {
        return 0;
    }

    @Override
    public int maxMtu() {
        return 0;
    }

    @Override
    public boolean isQueueless() {
        return false;
    }

    @Override
    protected boolean takesTags() {
        return true;
    }

    @Override
    protected void transmit(Skb skb) {
        stats().rxPackets++;
        stats().rxBytes += skb.length();
        Optional<NetDevice> home = skb.redirection == Redirection.NONE
                ? Optional.empty()
                : net().devices().byIndex(skb.iif);
        if (home.isEmpty()) {
            stats().rxDropped++;
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ifb_xmit",
                    "no filter has sent it to " + this + ", which sends nothing of its own",
                    List.of());
            return;
        }
        stats().txPackets++;
        stats().txBytes += skb.length();
        boolean incoming = skb.redirection == Redirection.FROM_INGRESS;
        skb.redirection = Redirection.RETURNED;
        skb.dev = home.get();
        if (incoming) {
            net().softnet().enqueue(skb);
        } else {
            home.get().send(skb);
        }
    }
}
