package dev.vethlab.kernel.bond;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.RxHandler;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several devices that work as one (drivers/net/bonding/bond_main.c). */
public final class BondDevice extends NetDevice {

    private final BondConfig config = new BondConfig();
    private final List<BondSlave> slaves = new ArrayList<>();
    private final BondMonitor monitor = new BondMonitor(this);
    private final ActiveSlave active = new ActiveSlave(this);
    private final BondBalance balance = new BondBalance(this);
    private final DeviceListener follower = this::onSlave;
    private final RxHandler handler = this::handle;
    private boolean randomAddress;

    /** A bond that {@link #register} puts into the world. */
    public BondDevice(NetNamespace net, String name) {
        super(net, name);
        initialFlags(IFF_BROADCAST | IFF_MULTICAST | IFF_MASTER);
    }

    /**
     * Puts the bond into the world ({@code bond_newlink}).
     *
     * @param addressGiven whether its address was asked for; another one is that of the first slave
     * @param index the index wanted, 0 for any
     */
    public void register(boolean addressGiven, int index) throws KernelException {
        randomAddress = !addressGiven;
        net().devices().register(this, index);
        carrierOff();
    }

    /** Its settings: to be changed by requests, which then call {@link #reconfigured}. */
    public BondConfig config() {
        return config;
    }

    /** Its slaves, oldest first. */
    public List<BondSlave> slaves() {
        return Collections.unmodifiableList(slaves);
    }

    /** The slave that carries everything, in active-backup mode. */
    public Optional<BondSlave> activeSlave() {
        return Optional.ofNullable(active.current());
    }

    ActiveSlave active() {
        return active;
    }

    boolean usesPrimary() {
        return config.mode == BondMode.ACTIVE_BACKUP;
    }

    public Optional<BondSlave> slave(NetDevice device) {
        return slaves.stream().filter(slave -> slave.device() == device).findFirst();
    }

    /** The primary slave, if that device is one of its own. */
    public Optional<BondSlave> primarySlave() {
        return slaves.stream()
                .filter(slave -> usesPrimary() && slave.device().name().equals(config.primary))
                .findFirst();
    }

    /** A request has changed its settings. */
    public void reconfigured() {
        monitor.restart();
        if (!slaves.isEmpty()) {
            active.select();
            updateCarrier();
        }
    }

    /** Has a slave be the active one, or none in particular ({@code bond_option_active_slave_set}). */
    public void activate(Optional<NetDevice> wanted) throws KernelException {
        if (!usesPrimary()) {
            throw new KernelException(Errno.EACCES, "option not supported in mode");
        }
        if (wanted.isEmpty()) {
            active.change(null);
            active.select();
            return;
        }
        BondSlave slave = slave(wanted.get()).orElseThrow(() -> new KernelException(Errno.EINVAL));
        if (slave != active.current()) {
            if (slave.link != BondSlave.Link.UP || !slave.device().isUp()) {
                throw new KernelException(Errno.EINVAL);
            }
            active.change(slave);
        }
    }

    /** {@code bond_enslave}. */
    @Override
    public void addPort(NetDevice port) throws KernelException {
        checkPort(port);
        if (slaves.isEmpty() && randomAddress) {
            DeviceSettings.initialAddress(this, port.address());
            net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, this);
        }
        BondSlave slave = new BondSlave(port);
        DeviceSettings.mtu(port, mtu());
        if (sharesAddress()) {
            DeviceSettings.address(port, address());
        }
        port.markSlave(true);
        DeviceState.up(port);
        slave.link = monitor.initialLink(slave);
        slave.delay = slave.link == BondSlave.Link.BACK ? config.upDelay / Math.max(1, config.miimon) : 0;
        slave.active = !usesPrimary();
        SlaveCounters.remember(slave);
        slaves.add(slave);
        if (usesPrimary() && port.name().equals(config.primary)) {
            active.forcePrimary();
        }
        port.enslave(this, handler);
        port.uppers().follow(follower);
        net().notifyListeners(DeviceEvent.CHANGE_UPPER, port);
        updateCarrier();
        if (usesPrimary()) {
            active.select();
        } else {
            active.startWith(slave);
        }
        monitor.wake();
    }

    private void checkPort(NetDevice port) throws KernelException {
        if ((port.flags() & IFF_MASTER) != 0 && !(port instanceof BondDevice)) {
            throw new KernelException(Errno.EPERM, "Device type (master device) cannot be enslaved");
        }
        if (port.rxHandler().isPresent()) {
            throw new KernelException(Errno.EBUSY, "Device is in use and cannot be enslaved");
        }
        if (port == this) {
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

    private boolean sharesAddress() {
        return !usesPrimary() || config.failOverMac != BondConfig.FailOverMac.ACTIVE;
    }

    /** {@code __bond_release_one}. */
    @Override
    public void removePort(NetDevice port) {
        Optional<BondSlave> found = slave(port);
        if (found.isEmpty()) {
            return;
        }
        BondSlave slave = found.get();
        fold();
        slaves.remove(slave);
        port.uppers().unfollow(follower);
        port.release();
        if (active.current() == slave) {
            active.change(null);
        }
        if (slaves.isEmpty()) {
            updateCarrier();
            DeviceSettings.randomAddress(this);
            randomAddress = true;
            net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, this);
        } else {
            active.select();
            updateCarrier();
        }
        net().notifyListeners(DeviceEvent.CHANGE_UPPER, port);
        restore(slave);
    }

    private void restore(BondSlave slave) {
        NetDevice port = slave.device();
        DeviceState.closeAll(List.of(port));
        port.markSlave(false);
        try {
            if (sharesAddress()) {
                DeviceSettings.address(port, slave.permanentAddress());
            }
            DeviceSettings.mtu(port, slave.originalMtu());
        } catch (KernelException refused) {
            // It had both before; Linux does not look either.
        }
    }

    /** {@code bond_set_carrier}. */
    void updateCarrier() {
        int up = 0;
        for (BondSlave slave : slaves) {
            if (slave.link == BondSlave.Link.UP) {
                up++;
            }
        }
        if (up > 0 && up >= config.minLinks) {
            carrierOn();
        } else {
            carrierOff();
        }
    }

    /** {@code bond_handle_frame}. */
    private RxHandler.Result handle(Skb skb) {
        Optional<BondSlave> slave = slave(skb.dev);
        if (slave.isPresent() && !slave.get().active && !config.allSlavesActive) {
            return RxHandler.Result.EXACT;
        }
        skb.dev = this;
        return RxHandler.Result.ANOTHER;
    }

    private void onSlave(DeviceEvent event, NetDevice port) {
        switch (event) {
            case CHANGE, UP, DOWN -> monitor.wake();
            case UNREGISTER -> removePort(port);
            default -> {}
        }
    }

    @Override
    public String kind() {
        return "bond";
    }

    @Override
    public boolean isNamespaceImmutable() {
        return true;
    }

    @Override
    public int tsoMaxSize() {
        int least = Integer.MAX_VALUE;
        for (BondSlave slave : slaves) {
            least = Math.min(least, slave.device().tsoMaxSize());
        }
        return slaves.isEmpty() ? super.tsoMaxSize() : least;
    }

    /** That of the slaves that are used, together ({@code bond_ethtool_get_link_ksettings}). */
    @Override
    public int speed() {
        int together = 0;
        for (BondSlave slave : slaves) {
            together += slave.canSend() ? slave.device().speed() : 0;
        }
        return together;
    }

    @Override
    protected boolean filtersUnicast() {
        return true;
    }

    @Override
    protected boolean takesTags() {
        return true;
    }

    @Override
    protected void opened() {
        for (BondSlave slave : slaves) {
            slave.active = !usesPrimary() || slave == active.current();
        }
        monitor.start();
    }

    @Override
    protected void closed() {
        monitor.stop();
        active.forgetNotifications();
    }

    @Override
    protected void dismantled() {
        while (!slaves.isEmpty()) {
            removePort(slaves.get(0).device());
        }
    }

    @Override
    protected void changeMtu(int newMtu) throws KernelException {
        for (BondSlave slave : slaves) {
            DeviceSettings.mtu(slave.device(), newMtu);
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!newAddress.isValidUnicast()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        if (sharesAddress()) {
            for (BondSlave slave : slaves) {
                DeviceSettings.address(slave.device(), newAddress);
            }
        }
        DeviceSettings.initialAddress(this, newAddress);
        randomAddress = false;
    }

    @Override
    protected void rxFlagsChanged(int changes) {
        int on = changes & rxFlags();
        for (BondSlave slave : slaves) {
            if (!usesPrimary() || slave == active.current()) {
                shareRxFlags(slave, on, 1);
                shareRxFlags(slave, changes & ~on, -1);
            }
        }
    }

    /** Has a slave receive what the bond receives, from now on or no longer ({@code bond_hw_addr_swap}). */
    void share(BondSlave slave, boolean on) {
        shareRxFlags(slave, rxFlags(), on ? 1 : -1);
        if (on) {
            uppers().syncTo(slave.device());
        } else {
            uppers().unsyncFrom(slave.device());
        }
    }

    private static void shareRxFlags(BondSlave slave, int flags, int count) {
        if ((flags & IFF_PROMISC) != 0) {
            DeviceState.addPromiscuity(slave.device(), count);
        }
        if ((flags & IFF_ALLMULTI) != 0) {
            DeviceState.addAllMulticast(slave.device(), count);
        }
    }

    @Override
    protected void rxModeChanged() {
        BondSlave current = active.current();
        if (usesPrimary() && current != null) {
            uppers().syncTo(current.device());
        }
    }

    @Override
    protected void transmit(Skb skb) {
        if (config.mode == BondMode.BROADCAST) {
            balance.sendByAll(skb);
            return;
        }
        BondSlave slave = usesPrimary() ? active.current() : balance.choose(skb);
        if (slave == null) {
            dropUnsent(skb);
            return;
        }
        slave.device().send(skb);
        skb.dev = this;
    }

    void dropUnsent(Skb skb) {
        super.stats().txDropped++;
        Drops.drop(skb, DropReason.NOT_SPECIFIED, "bond_tx_drop", "no slave of " + name() + " can send", List.of());
    }

    /** What its slaves have counted since they are its own ({@code bond_get_stats}). */
    @Override
    public DeviceStats stats() {
        fold();
        return super.stats();
    }

    private void fold() {
        DeviceStats own = super.stats();
        for (BondSlave slave : slaves) {
            SlaveCounters.fold(slave, own);
        }
    }

    /** Tells everybody that the bond is to be found elsewhere now ({@code NETDEV_NOTIFY_PEERS}). */
    void notifyPeers() {
        net().notifyListeners(DeviceEvent.NOTIFY_PEERS, this);
    }

    @Nullable
    BondSlave firstUp() {
        for (BondSlave slave : slaves) {
            if (slave.link == BondSlave.Link.UP) {
                return slave;
            }
        }
        return null;
    }
}
