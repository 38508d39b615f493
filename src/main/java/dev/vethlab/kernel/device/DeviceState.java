package dev.vethlab.kernel.device;

import static dev.vethlab.kernel.device.DeviceFlags.IFF_ALLMULTI;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_AUTOMEDIA;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_BROADCAST;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_DEBUG;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_DORMANT;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_DYNAMIC;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_ECHO;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_LOOPBACK;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_LOWER_UP;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_MASTER;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_MULTICAST;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_NOARP;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_NOTRAILERS;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_POINTOPOINT;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_PORTSEL;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_PROMISC;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_RUNNING;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_SLAVE;
import static dev.vethlab.kernel.device.DeviceFlags.IFF_UP;

import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;

/** Up and down, and the other flags of a device ({@code netif_change_flags}, {@code __dev_open}, {@code dev_close_many}). */
public final class DeviceState {

    private static final int BY_REQUEST =
            IFF_DEBUG | IFF_NOTRAILERS | IFF_NOARP | IFF_DYNAMIC | IFF_MULTICAST | IFF_PORTSEL | IFF_AUTOMEDIA;
    private static final int VOLATILE = IFF_LOOPBACK
            | IFF_POINTOPOINT
            | IFF_BROADCAST
            | IFF_ECHO
            | IFF_MASTER
            | IFF_SLAVE
            | IFF_RUNNING
            | IFF_LOWER_UP
            | IFF_DORMANT;

    private DeviceState() {}

    /**
     * Changes the flags under {@code mask} to those in {@code values}.
     *
     * @throws KernelException where the device cannot be set up; its other flags have changed then, as on Linux
     */
    public static void change(NetDevice device, int values, int mask) throws KernelException {
        LinkWatch watch = device.net.linkWatch();
        watch.hold();
        try {
            int old = device.flags.own;
            int current = device.flags.withoutState();
            set(device, mask == 0 ? values : values & mask | current & ~mask);
            tell(device, old);
        } finally {
            watch.release();
        }
    }

    /** Sets a device up. */
    public static void up(NetDevice device) throws KernelException {
        change(device, IFF_UP, IFF_UP);
    }

    /** Sets a device down. */
    public static void down(NetDevice device) throws KernelException {
        change(device, 0, IFF_UP);
    }

    /** Counts one more or one fewer wish for promiscuity, users' apart ({@code dev_set_promiscuity}). */
    public static void addPromiscuity(NetDevice device, int count) {
        int old = device.flags.own;
        device.flags.promiscuity += count;
        device.flags.set(IFF_PROMISC, device.flags.promiscuity > 0);
        if (device.flags.own != old) {
            device.rxFlagsChanged(IFF_PROMISC);
        }
    }

    /** Counts one more or one fewer wish for all multicast frames ({@code dev_set_allmulti}). */
    public static void addAllMulticast(NetDevice device, int count) {
        int old = device.flags.own;
        device.flags.allMulticast += count;
        device.flags.set(IFF_ALLMULTI, device.flags.allMulticast > 0);
        if (device.flags.own != old) {
            device.rxFlagsChanged(IFF_ALLMULTI);
        }
    }

    /** Sets devices down, all at once, within a request that does more ({@code dev_close_many}). */
    public static void closeAll(List<? extends NetDevice> devices) {
        close(devices);
    }

    /** Sets devices down, all at once: everybody is warned before the first one stops ({@code dev_close_many}). */
    static void close(List<? extends NetDevice> devices) {
        List<NetDevice> closing = new ArrayList<>(devices);
        closing.removeIf(device -> !device.isUp());
        stop(closing);
        for (NetDevice device : closing) {
            device.announce();
            device.net.notifyListeners(DeviceEvent.DOWN, device);
        }
    }

    private static void set(NetDevice device, int wanted) throws KernelException {
        boolean wasUp = device.isUp();
        device.flags.own = wanted & BY_REQUEST | device.flags.own & (IFF_UP | VOLATILE | IFF_PROMISC | IFF_ALLMULTI);
        if (wasUp && (wanted & IFF_UP) == 0) {
            stop(List.of(device));
        } else if (!wasUp && (wanted & IFF_UP) != 0) {
            open(device);
        }
        if (((wanted ^ device.flags.byUsers) & IFF_PROMISC) != 0) {
            device.flags.byUsers ^= IFF_PROMISC;
            addPromiscuity(device, (wanted & IFF_PROMISC) != 0 ? 1 : -1);
        }
        if (((wanted ^ device.flags.byUsers) & IFF_ALLMULTI) != 0) {
            device.flags.byUsers ^= IFF_ALLMULTI;
            addAllMulticast(device, (wanted & IFF_ALLMULTI) != 0 ? 1 : -1);
        }
    }

    private static void open(NetDevice device) throws KernelException {
        device.opened();
        device.flags.set(IFF_UP, true);
        device.queue.setEverUp(true);
        device.queue.setActive(device.carrier);
        device.uppers().update();
    }

    private static void stop(List<NetDevice> devices) {
        for (NetDevice device : devices) {
            device.net.notifyListeners(DeviceEvent.GOING_DOWN, device);
        }
        for (NetDevice device : devices) {
            device.queue.setActive(false);
            device.closed();
            device.flags.set(IFF_UP, false);
        }
    }

    /** Tells everybody of a device that is up that something about it has changed ({@code netdev_state_change}). */
    public static void tellChange(NetDevice device) {
        LinkWatch.stateChanged(device);
    }

    /** {@code __dev_notify_flags}. */
    private static void tell(NetDevice device, int old) {
        int changes = device.flags.own ^ old;
        device.announce();
        if ((changes & IFF_UP) != 0) {
            device.net.notifyListeners(device.isUp() ? DeviceEvent.UP : DeviceEvent.DOWN, device);
        }
        int others = changes & ~(IFF_UP | IFF_PROMISC | IFF_ALLMULTI | VOLATILE);
        if (device.isUp() && others != 0) {
            device.flags.changed = changes;
            device.net.notifyListeners(DeviceEvent.CHANGE, device);
            device.flags.changed = 0;
        }
    }
}
