package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;

/** Keeps next hops in step with the state of devices and addresses ({@code fib_sync_up}, {@code fib_sync_down_dev}). */
final class FibSync {

    private final InetDevices inet;
    private final FibInfos infos;
    private final FibChange change;

    FibSync(InetDevices inet, FibInfos infos, FibChange change) {
        this.inet = inet;
        this.infos = infos;
        this.change = change;
    }

    /** What has happened to a device. */
    enum Loss {
        CARRIER,
        DOWN,
        UNREGISTERED
    }

    /** An address is no longer this host's: routes that prefer it as their source die. */
    void addressGone(Ipv4Address address, int table) {
        boolean died = false;
        for (FibInfo info : infos.all()) {
            if (info.table == table && info.preferredSource.equals(address)) {
                info.flags |= NextHopFlags.DEAD;
                died = true;
            }
        }
        if (died) {
            change.flushDead();
        }
    }

    /**
     * A device went down or lost its carrier.
     *
     * @param hostToo whether local routes by it die too
     * @return whether a route is affected as a whole
     */
    boolean down(NetDevice device, Loss loss, boolean hostToo) {
        boolean affected = false;
        for (FibInfo info : infos.all()) {
            if (info.nexthop == null && leadsBy(info, device)) {
                affected |= down(info, device, loss, hostToo);
                infos.rebalance(info);
            }
        }
        return affected;
    }

    private static boolean leadsBy(FibInfo info, NetDevice device) {
        for (FibNh hop : info.hops) {
            if (hop.device == device) {
                return true;
            }
        }
        return false;
    }

    private static boolean down(FibInfo info, NetDevice device, Loss loss, boolean hostToo) {
        int lost = loss == Loss.CARRIER ? NextHopFlags.LINKDOWN : NextHopFlags.LINKDOWN | NextHopFlags.DEAD;
        int dead = 0;
        for (FibNh hop : info.hops) {
            if (hop.isDead()) {
                dead++;
            } else if (hop.device == device && (hostToo || hop.scope != RouteScope.NOWHERE)) {
                hop.flags |= lost;
                dead++;
            }
            if (loss == Loss.UNREGISTERED && hop.device == device) {
                dead = info.hops.size();
                break;
            }
        }
        if (dead != info.hops.size()) {
            return false;
        }
        info.flags |= lost;
        return true;
    }

    /**
     * A device is up, or has carrier, again: {@code revived} are the flags that its next hops lose.
     */
    void up(NetDevice device, int revived) {
        if (!device.isUp()) {
            return;
        }
        boolean running = (device.flags() & (DeviceFlags.IFF_RUNNING | DeviceFlags.IFF_LOWER_UP)) != 0;
        int flags = (revived & NextHopFlags.DEAD) != 0 && running ? revived | NextHopFlags.LINKDOWN : revived;
        for (FibInfo info : infos.all()) {
            if (info.nexthop == null && leadsBy(info, device)) {
                up(info, device, flags);
                infos.rebalance(info);
            }
        }
    }

    private void up(FibInfo info, NetDevice device, int flags) {
        int alive = 0;
        for (FibNh hop : info.hops) {
            if ((hop.flags & flags) == 0) {
                alive++;
            } else if (hop.device == device && inet.of(device) != null) {
                alive++;
                hop.flags &= ~flags;
            }
        }
        if (alive > 0) {
            info.flags &= ~flags;
        }
    }

    /** A device's MTU has changed ({@code fib_sync_mtu}). */
    void mtuChanged(NetDevice device, int newMtu, int oldMtu) {
        for (FibInfo info : infos.all()) {
            for (FibNh hop : info.hops) {
                if (hop.device == device && hop.exceptions != null) {
                    hop.exceptions.deviceMtuChanged(newMtu, oldMtu);
                }
            }
        }
    }
}
