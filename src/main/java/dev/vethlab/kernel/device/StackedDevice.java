package dev.vethlab.kernel.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device that stands on another one and sends by it: what VLANs, macvlans and ipvlans have in common. It is as fast as the device
 * below, and has that one receive what it wants to receive itself.
 */
public abstract class StackedDevice extends NetDevice {

    private @Nullable NetDevice lower;

    protected StackedDevice(NetNamespace net, String name) {
        super(net, name);
    }

    /** Puts it on another device, before it is registered. */
    protected final void standOn(NetDevice below) {
        lower = below;
    }

    @Override
    public final Optional<NetDevice> below() {
        return Optional.ofNullable(lower);
    }

    /** The device below. */
    protected final NetDevice lower() {
        NetDevice below = lower;
        if (below == null) {
            throw new IllegalStateException(this + " is not registered");
        }
        return below;
    }

    @Override
    public Optional<NetDevice> link() {
        return Optional.ofNullable(lower);
    }

    @Override
    public int speed() {
        return lower().speed();
    }

    @Override
    public int tsoMaxSize() {
        return lower().tsoMaxSize();
    }

    @Override
    protected boolean filtersUnicast() {
        return true;
    }

    @Override
    protected void rxModeChanged() {
        uppers().syncTo(lower());
    }

    /** Has the device below receive everything that the flags stand for, as often as is asked for and taken back. */
    protected final void askLower(int flags, int count) {
        if ((flags & DeviceFlags.IFF_ALLMULTI) != 0) {
            DeviceState.addAllMulticast(lower(), count);
        }
        if ((flags & DeviceFlags.IFF_PROMISC) != 0) {
            DeviceState.addPromiscuity(lower(), count);
        }
    }

    /** Has the device below take part in a change of flags while this one is up. */
    protected final void askLowerForChanges(int changes) {
        if (isUp()) {
            int on = changes & rxFlags();
            askLower(on, 1);
            askLower(changes & ~on, -1);
        }
    }

    /** Counts a frame that the device below took, or did not. */
    protected final void countSent(Skb skb, int length) {
        if (skb.refused) {
            stats().txDropped++;
        } else {
            stats().txPackets++;
            stats().txBytes += length;
        }
    }
}
