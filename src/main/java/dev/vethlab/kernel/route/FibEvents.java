package dev.vethlab.kernel.route;

import dev.vethlab.kernel.address.AddressListener;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import java.util.IdentityHashMap;
import java.util.Map;

/** What becomes of routes when devices and addresses change ({@code fib_netdev_event}, {@code fib_inetaddr_event}). */
final class FibEvents implements AddressListener {

    private final InetDevices inet;
    private final NeighbourTable neighbours;
    private final FibSync sync;
    private final SourceSelection sources;
    private final RouteMaker maker;
    private final AddressRoutes addressRoutes;
    private final NexthopControl nexthops;
    private final Runnable flushDead;
    private final Map<NetDevice, Integer> mtus = new IdentityHashMap<>();

    /**
     * @param flushDead removes the routes that have no living next hop left
     */
    FibEvents(
            InetDevices inet,
            NeighbourTable neighbours,
            FibSync sync,
            SourceSelection sources,
            RouteMaker maker,
            AddressRoutes addressRoutes,
            NexthopControl nexthops,
            Runnable flushDead) {
        this.inet = inet;
        this.neighbours = neighbours;
        this.sync = sync;
        this.sources = sources;
        this.maker = maker;
        this.addressRoutes = addressRoutes;
        this.nexthops = nexthops;
        this.flushDead = flushDead;
    }

    void on(DeviceEvent event, NetDevice device) {
        InDevice inDevice = inet.of(device);
        switch (event) {
            case UNREGISTER -> {
                disable(device, FibSync.Loss.UNREGISTERED, true);
                nexthops.deviceDown(device, true);
                mtus.remove(device);
            }
            case UP -> {
                if (inDevice != null) {
                    inDevice.addresses().forEach(addressRoutes::add);
                    sync.up(device, NextHopFlags.DEAD);
                }
            }
            case DOWN -> {
                if (inDevice != null) {
                    disable(device, FibSync.Loss.DOWN, false);
                }
                nexthops.deviceDown(device, false);
            }
            case CHANGE -> {
                if (inDevice != null) {
                    carrier(device);
                }
                nexthops.carrierChanged(device);
            }
            case CHANGE_UPPER -> {
                if (inDevice != null && L3mdev.isPort(device)) {
                    disable(device, FibSync.Loss.DOWN, true);
                }
            }
            case CHANGE_MTU -> mtuChanged(device);
            default -> {}
        }
        mtus.putIfAbsent(device, device.mtu());
        maker.invalidate();
    }

    @Override
    public void up(Ifaddr address) {
        addressRoutes.add(address);
        sync.up(address.device(), NextHopFlags.DEAD);
        addressesChanged();
    }

    @Override
    public void down(Ifaddr address) {
        addressRoutes.delete(address, null);
        addressesChanged();
        InDevice inDevice = inet.of(address.device());
        if (inDevice == null || inDevice.addresses().isEmpty()) {
            disable(address.device(), FibSync.Loss.DOWN, true);
        }
    }

    @Override
    public void leavesPrimary(Ifaddr secondary, Ifaddr oldPrimary) {
        addressRoutes.delete(secondary, oldPrimary);
    }

    @Override
    public void joinsPrimary(Ifaddr secondary) {
        addressRoutes.add(secondary);
    }

    @Override
    public void metricChanges(Ifaddr address, int newMetric) {
        addressRoutes.changeMetric(address, newMetric);
    }

    private void carrier(NetDevice device) {
        if ((device.flags() & (DeviceFlags.IFF_RUNNING | DeviceFlags.IFF_LOWER_UP)) != 0) {
            sync.up(device, NextHopFlags.LINKDOWN);
        } else {
            sync.down(device, FibSync.Loss.CARRIER, false);
        }
    }

    private void mtuChanged(NetDevice device) {
        Integer old = mtus.put(device, device.mtu());
        sync.mtuChanged(device, device.mtu(), old == null ? 0 : old);
    }

    private void addressesChanged() {
        sources.addressesChanged();
        maker.invalidate();
    }

    /** {@code fib_disable_ip}. */
    private void disable(NetDevice device, FibSync.Loss loss, boolean hostToo) {
        sync.down(device, loss, hostToo);
        flushDead.run();
        maker.invalidate();
        neighbours.ifDown(device);
    }
}
