package dev.vethlab.kernel.bond;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.Layers;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.RxHandler;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** How devices become the slaves of a bond, what they are to it, and how they are given back ({@code bond_enslave}, {@code bond_release}). */
final class Enslavement {

    private final BondDevice bond;
    private final List<BondSlave> slaves;
    private final BondMonitor monitor;
    private final ActiveSlave active;
    private final DeviceListener follower = this::onSlave;
    private final RxHandler handler = this::handle;

    Enslavement(BondDevice bond, List<BondSlave> slaves, BondMonitor monitor, ActiveSlave active) {
        this.bond = bond;
        this.slaves = slaves;
        this.monitor = monitor;
        this.active = active;
    }

    /** {@code bond_enslave}. */
    void enslave(NetDevice port) throws KernelException {
        check(port);
        if (slaves.isEmpty() && bond.randomAddress) {
            DeviceSettings.initialAddress(bond, port.address());
            bond.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, bond);
        }
        BondSlave slave = new BondSlave(port);
        DeviceSettings.mtu(port, bond.mtu());
        try {
            if (bond.sharesAddress()) {
                DeviceSettings.address(port, bond.address());
            }
            port.markSlave(true);
            DeviceState.up(port);
            Layers.checkNoLoop(port, bond);
        } catch (KernelException refusal) {
            undo(slave);
            throw refusal;
        }
        BondConfig config = bond.config();
        slave.link = monitor.initialLink(slave);
        slave.delay = slave.link == BondSlave.Link.BACK ? config.upDelay / Math.max(1, config.miimon) : 0;
        slave.active = !bond.usesPrimary();
        SlaveCounters.remember(slave);
        slaves.add(slave);
        if (bond.usesPrimary() && port.name().equals(config.primary)) {
            active.forcePrimary();
        }
        port.uppers().enslave(bond, handler);
        port.uppers().follow(follower);
        bond.net().notifyListeners(DeviceEvent.CHANGE_UPPER, port);
        bond.updateCarrier();
        if (bond.usesPrimary()) {
            active.select();
        } else {
            active.startWith(slave);
        }
        monitor.wake();
    }

    /** What is left to do when a device cannot become a port. */
    private static void undo(BondSlave slave) throws KernelException {
        NetDevice port = slave.device();
        DeviceState.down(port);
        port.markSlave(false);
        DeviceSettings.address(port, slave.permanentAddress());
        DeviceSettings.mtu(port, slave.originalMtu());
    }

    private void check(NetDevice port) throws KernelException {
        if ((port.flags() & DeviceFlags.IFF_MASTER) != 0 && !(port instanceof BondDevice)) {
            throw new KernelException(Errno.EPERM, "Device type (master device) cannot be enslaved");
        }
        if (port.uppers().rxHandler().isPresent()) {
            throw new KernelException(Errno.EBUSY, "Device is in use and cannot be enslaved");
        }
        if (port == bond) {
            throw new KernelException(Errno.EPERM, "Cannot enslave bond to itself.");
        }
        if (port.isUp()) {
            throw new KernelException(Errno.EPERM, "Device can not be enslaved while up");
        }
        if (!port.hasEthernetHeader()) {
            throw new KernelException(
                    Errno.EOPNOTSUPP,
                    "Slave device does not support setting the MAC address, but fail_over_mac is not set to active");
        }
    }

    /** {@code __bond_release_one}. */
    void release(NetDevice port) {
        Optional<BondSlave> found = bond.slave(port);
        if (found.isEmpty()) {
            return;
        }
        BondSlave slave = found.get();
        bond.fold();
        slaves.remove(slave);
        port.uppers().unfollow(follower);
        port.uppers().release();
        if (active.current() == slave) {
            active.change(null);
        }
        if (slaves.isEmpty()) {
            bond.updateCarrier();
            DeviceSettings.randomAddress(bond);
            bond.randomAddress = true;
            bond.net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, bond);
        } else {
            active.select();
            bond.updateCarrier();
        }
        bond.net().notifyListeners(DeviceEvent.CHANGE_UPPER, port);
        restore(slave);
    }

    private void restore(BondSlave slave) {
        NetDevice port = slave.device();
        DeviceState.closeAll(List.of(port));
        port.markSlave(false);
        try {
            if (bond.sharesAddress()) {
                DeviceSettings.address(port, slave.permanentAddress());
            }
            DeviceSettings.mtu(port, slave.originalMtu());
        } catch (KernelException refused) {
            // It had both before; Linux does not look either.
        }
    }

    /** {@code bond_handle_frame}. */
    private RxHandler.Result handle(Skb skb) {
        Optional<BondSlave> slave = bond.slave(skb.dev);
        if (slave.isPresent() && !slave.get().active && !bond.config().allSlavesActive) {
            return RxHandler.Result.EXACT;
        }
        skb.dev = bond;
        return RxHandler.Result.ANOTHER;
    }

    /** {@code bond_slave_netdev_event}. */
    private void onSlave(DeviceEvent event, NetDevice port) {
        switch (event) {
            case CHANGE, UP, DOWN -> monitor.wake();
            case UNREGISTER -> release(port);
            default -> {}
        }
    }
}
