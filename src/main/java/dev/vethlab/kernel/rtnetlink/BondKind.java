package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bond.BondConfig;
import dev.vethlab.kernel.bond.BondDevice;
import dev.vethlab.kernel.bond.BondMode;
import dev.vethlab.kernel.bond.BondSlave;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import java.util.Optional;
import java.util.OptionalInt;

/** Bonds (drivers/net/bonding/bond_netlink.c: {@code bond_link_ops}). */
final class BondKind implements LinkKind {

    private static final int QUEUES = 16;

    @Override
    public String name() {
        return "bond";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        BondDevice device = new BondDevice(where, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    @Override
    public int queues(Machine machine) {
        return QUEUES;
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
    }

    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        if (request.options.orElse(LinkOptions.NONE) instanceof BondOptions options) {
            change(device, options);
        }
        ((BondDevice) device).register(request.address.isPresent(), request.index);
    }

    /** {@code bond_changelink}. */
    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        if (!(options instanceof BondOptions wanted)) {
            return;
        }
        BondDevice bond = (BondDevice) device;
        BondConfig config = bond.config();
        if (wanted.mode.isPresent()) {
            changeMode(bond, wanted.mode.get());
        }
        if (wanted.activeSlave.isPresent()) {
            bond.activate(device(bond, wanted.activeSlave.getAsInt()));
        }
        changeTimes(config, wanted);
        changeRules(bond, wanted);
        changeNumbers(config, wanted);
        bond.reconfigured();
    }

    private static Optional<NetDevice> device(BondDevice bond, int index) throws KernelException {
        if (index == 0) {
            return Optional.empty();
        }
        return Optional.of(bond.net().devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENODEV)));
    }

    private static void changeMode(BondDevice bond, BondMode mode) throws KernelException {
        if (bond.isUp()) {
            throw new KernelException(Errno.EBUSY, "unable to set option because the bond device is up");
        }
        if (!bond.slaves().isEmpty()) {
            throw new KernelException(Errno.ENOTEMPTY, "unable to set option because the bond device has slaves");
        }
        bond.config().mode = mode;
    }

    /** Delays are kept in whole intervals of the monitor, without which there are none. */
    private static void changeTimes(BondConfig config, BondOptions wanted) throws KernelException {
        config.miimon = wanted.miimon.orElse(config.miimon);
        config.upDelay = delay(config, wanted.upDelay, config.upDelay);
        config.downDelay = delay(config, wanted.downDelay, config.downDelay);
        config.peerNotifyDelay = delay(config, wanted.peerNotifyDelay, config.peerNotifyDelay);
        config.useCarrier = wanted.useCarrier.orElse(config.useCarrier);
    }

    private static int delay(BondConfig config, OptionalInt wanted, int old) throws KernelException {
        if (wanted.isEmpty()) {
            return old;
        }
        if (config.miimon == 0) {
            throw new KernelException(Errno.EPERM);
        }
        return wanted.getAsInt() / config.miimon * config.miimon;
    }

    private static void changeRules(BondDevice bond, BondOptions wanted) throws KernelException {
        BondConfig config = bond.config();
        if (wanted.primary.isPresent()) {
            requireMode(config, config.mode == BondMode.ACTIVE_BACKUP);
            config.primary =
                    device(bond, wanted.primary.getAsInt()).map(NetDevice::name).orElse("");
        }
        if (wanted.primaryReselect.isPresent()) {
            requireMode(config, config.mode == BondMode.ACTIVE_BACKUP);
            config.primaryReselect = wanted.primaryReselect.get();
        }
        if (wanted.failOverMac.isPresent()) {
            if (!bond.slaves().isEmpty()) {
                throw new KernelException(Errno.ENOTEMPTY, "unable to set option because the bond device has slaves");
            }
            config.failOverMac = wanted.failOverMac.get();
        }
        config.hashPolicy = wanted.hashPolicy.orElse(config.hashPolicy);
    }

    private static void requireMode(BondConfig config, boolean suits) throws KernelException {
        if (!suits) {
            throw new KernelException(Errno.EACCES, "option not supported in mode");
        }
    }

    private static void changeNumbers(BondConfig config, BondOptions wanted) throws KernelException {
        config.resendIgmp = wanted.resendIgmp.orElse(config.resendIgmp);
        config.peerNotifications = wanted.peerNotifications.orElse(config.peerNotifications);
        config.allSlavesActive = wanted.allSlavesActive.orElse(config.allSlavesActive);
        config.minLinks = wanted.minLinks.orElse(config.minLinks);
        config.learningInterval = wanted.learningInterval.orElse(config.learningInterval);
        if (wanted.packetsPerSlave.isPresent()) {
            requireMode(config, config.mode == BondMode.BALANCE_RR);
            config.packetsPerSlave = wanted.packetsPerSlave.getAsInt();
        }
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        BondDevice bond = (BondDevice) device;
        Optional<BondSlave> active =
                bond.config().mode == BondMode.ACTIVE_BACKUP ? bond.activeSlave() : Optional.empty();
        return Optional.of(new BondInfo(bond.config(), index(active), index(bond.primarySlave())));
    }

    private static OptionalInt index(Optional<BondSlave> slave) {
        return slave.map(found -> OptionalInt.of(found.device().index())).orElse(OptionalInt.empty());
    }

    @Override
    public Optional<LinkData> portData(NetDevice port) {
        return port.master()
                .flatMap(master -> ((BondDevice) master).slave(port))
                .map(slave -> new BondSlaveInfo(
                        slave.isActive(), slave.link().word(), slave.failures(), slave.permanentAddress()));
    }
}
