package dev.vethlab.kernel.bond;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
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
    private final Enslavement enslavement = new Enslavement(this, slaves, monitor, active);

    /** Whether its address was drawn by lot, and the first slave's is taken instead. */
    boolean randomAddress;

    /** A bond that {@link #register} puts into the world. */
    public BondDevice(NetNamespace net, String name) {
        super(net, name);
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST | DeviceFlags.IFF_MASTER);
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

    @Override
    public void addPort(NetDevice port) throws KernelException {
        enslavement.enslave(port);
    }

    @Override
    public void removePort(NetDevice port) {
        enslavement.release(port);
    }

    /** Whether its slaves have its address. */
    boolean sharesAddress() {
        return !usesPrimary() || config.failOverMac != BondConfig.FailOverMac.ACTIVE;
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
        if ((flags & DeviceFlags.IFF_PROMISC) != 0) {
            DeviceState.addPromiscuity(slave.device(), count);
        }
        if ((flags & DeviceFlags.IFF_ALLMULTI) != 0) {
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

    /** Takes over what the slaves have counted so far. */
    void fold() {
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
