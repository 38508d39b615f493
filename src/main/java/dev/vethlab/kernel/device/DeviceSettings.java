package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** What of a device can be set besides its flags, name and namespace (net/core/dev.c). */
public final class DeviceSettings {

    private DeviceSettings() {}

    /**
     * {@code netif_set_mtu_ext}.
     *
     * @throws KernelException EINVAL
     */
    public static void mtu(NetDevice device, int mtu) throws KernelException {
        if (mtu == device.mtu) {
            return;
        }
        checkMtu(device, mtu);
        device.changeMtu(mtu);
        device.mtu = mtu;
        if (!device.hasIpv6()) {
            device.ipv6AddressMode = Ipv6AddressMode.EUI64;
        }
        device.net.notifyListeners(DeviceEvent.CHANGE_MTU, device);
        device.announce();
    }

    /**
     * {@code dev_validate_mtu}; a maximum of 0 is none.
     *
     * @throws KernelException EINVAL
     */
    public static void checkMtu(NetDevice device, int mtu) throws KernelException {
        if (mtu < 0 || mtu < device.minMtu()) {
            throw new KernelException(Errno.EINVAL, "mtu less than device minimum");
        }
        if (device.maxMtu() > 0 && mtu > device.maxMtu()) {
            throw new KernelException(Errno.EINVAL, "mtu greater than device maximum");
        }
    }

    /** The MTU that a device begins with; only one that is asked for is checked ({@link #checkMtu}). */
    public static void initialMtu(NetDevice device, int mtu) {
        device.mtu = mtu;
    }

    /**
     * {@code netif_set_mac_address}; also while it is up.
     *
     * @throws KernelException EADDRNOTAVAIL for the address of nobody or of a group, or what the device says
     */
    public static void address(NetDevice device, MacAddress address) throws KernelException {
        device.changeAddress(address);
        device.net.notifyListeners(DeviceEvent.CHANGE_ADDRESS, device);
        device.announce();
    }

    /** The address of a device that is not registered yet. */
    public static void initialAddress(NetDevice device, MacAddress address) {
        device.address = address;
    }

    /** An address drawn by lot: of one station and locally administered ({@code eth_hw_addr_random}). */
    public static void randomAddress(NetDevice device) {
        long bits = device.machine().random().nextLong() & 0xffff_ffff_ffffL;
        device.address = new MacAddress(bits & ~(1L << 40) | 1L << 41);
    }

    /**
     * {@code dev_change_carrier}.
     *
     * @throws KernelException EOPNOTSUPP
     */
    public static void carrier(NetDevice device, boolean present) throws KernelException {
        device.changeCarrier(present);
    }

    public static void broadcast(NetDevice device, MacAddress broadcast) {
        device.broadcast = broadcast;
        if (device.registered) {
            device.net.notifyListeners(DeviceEvent.CHANGE_ADDRESS, device);
            device.announce();
        }
    }

    public static void group(NetDevice device, int group) {
        device.group = group;
    }

    public static void alias(NetDevice device, String alias) {
        device.alias = alias;
    }

    public static void txQueueLength(NetDevice device, int length) {
        device.txQueueLength = length;
    }

    /** How many queues it has; before it is registered. */
    public static void queues(NetDevice device, int transmit, int receive) {
        device.txQueues = transmit;
        device.rxQueues = receive;
    }

    /** Remembered and told, though there is no IPv6; forgotten with an MTU too small for it. */
    public static void ipv6AddressMode(NetDevice device, Ipv6AddressMode mode) {
        device.ipv6AddressMode = mode;
    }

    /**
     * The link mode: DORMANT, or DEFAULT.
     *
     * @return whether it was another one
     */
    public static boolean dormantMode(NetDevice device, boolean dormant) {
        boolean changes = device.dormantMode != dormant;
        device.dormantMode = dormant;
        return changes;
    }

    /** {@code set_operstate}: only UP, TESTING and DORMANT can be asked for, and not from every state. */
    public static void operState(NetDevice device, OperState wanted) {
        OperState old = device.operState;
        boolean working = old == OperState.UP || old == OperState.UNKNOWN;
        boolean waiting = old == OperState.DORMANT || old == OperState.TESTING || old == OperState.UNKNOWN;
        boolean allowed = wanted == OperState.UP
                ? waiting
                : (wanted == OperState.TESTING || wanted == OperState.DORMANT) && working;
        if (allowed && old != wanted) {
            device.operState = wanted;
            if (device.registered) {
                LinkWatch.stateChanged(device);
            }
        }
    }
}
