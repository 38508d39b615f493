package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A device that others of one kind share, each with a part of its frames ({@code struct macvlan_port}, {@code struct ipvl_port}).
 *
 * @param <D> those that share it
 */
public abstract class SharedDevice<D extends NetDevice> implements RxHandler, DeviceListener {

    protected final NetDevice lower;

    /** In the order in which they joined. */
    protected final List<D> devices = new ArrayList<>();

    protected SharedDevice(NetDevice lower) {
        this.lower = lower;
    }

    /**
     * A device as one that is shared by that kind, which it becomes now if it is not yet ({@code macvlan_port_create},
     * {@code ipvlan_port_create}).
     *
     * @throws KernelException EINVAL for a device that cannot be shared, EBUSY for one whose frames somebody else takes
     */
    protected static <P extends SharedDevice<?>> P of(NetDevice lower, Class<P> kind, Function<NetDevice, P> maker)
            throws KernelException {
        Optional<RxHandler> handler = lower.uppers().rxHandler();
        if (handler.filter(kind::isInstance).isPresent()) {
            return kind.cast(handler.get());
        }
        if (lower.isLoopback() || !lower.linkType().equals("ether")) {
            throw new KernelException(Errno.EINVAL);
        }
        if (handler.isPresent()) {
            throw new KernelException(Errno.EBUSY);
        }
        if (!lower.canBeShared()) {
            throw new KernelException(Errno.EINVAL);
        }
        P made = maker.apply(lower);
        lower.uppers().setRxHandler(made);
        lower.uppers().follow(made);
        return made;
    }

    /** The device that is shared. */
    public final NetDevice lower() {
        return lower;
    }

    public final void add(D device) {
        devices.add(device);
    }

    public final void remove(D device) {
        devices.remove(device);
    }

    /** Is shared no longer when nobody is left ({@code macvlan_port_destroy}, {@code ipvlan_port_destroy}). */
    public final void giveUpIfUnused() {
        if (devices.isEmpty()) {
            lower.uppers().clearRxHandler(this);
            lower.uppers().unfollow(this);
        }
    }

    @Override
    public final void on(DeviceEvent event, NetDevice device) {
        switch (event) {
            case CHANGE, UP, DOWN -> devices.forEach(upper -> upper.followCarrier(lower));
            case CHANGE_MTU -> devices.forEach(this::followMtu);
            case CHANGE_ADDRESS -> followAddress();
            case UNREGISTER -> {
                if (lower.isDismantling()) {
                    List<NetDevice> going = new ArrayList<>(devices);
                    devices.clear();
                    DeviceTable.unregister(going);
                }
            }
            default -> {}
        }
    }

    /** The MTU has changed. */
    protected abstract void followMtu(D device);

    /** The link layer address has changed. */
    protected abstract void followAddress();

    /** Gives one of the devices the same MTU; it keeps its own where it cannot take that, and Linux does not look either. */
    protected final void copyMtu(D device) {
        try {
            DeviceSettings.mtu(device, lower.mtu());
        } catch (KernelException refused) {
            return;
        }
    }
}
