package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Offload;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bridge (net/bridge/br_device.c, br_if.c): a switch whose ports are other devices, and a device of the host that is plugged into it. */
public final class Bridge extends BridgeConfiguration {

    private static final int DEFAULT_MTU = 1500;
    /** Newest first, as the kernel's list is. */
    private final List<BridgePort> ports = new ArrayList<>();

    private final BridgeSettings settings = new BridgeSettings();
    private final BridgeVlans vlanFilter = new BridgeVlans(this);
    private final VlanGroup vlans = new VlanGroup();
    private final Fdb fdb = new Fdb(this);
    private final Stp stp = new Stp(this);
    private final Snooping snooping = new Snooping(this);
    private final BridgeInput input = new BridgeInput(this);
    private final PortMembership membership = new PortMembership(this, ports);
    private boolean addressSet;

    /** Whether it has ever had a port. */
    boolean hadPorts;

    private boolean mtuSet;
    private final SnooperGroups snoopers = new SnooperGroups(this);
    private boolean suppressing;
    private @Nullable Route fakeRoute;

    /** A bridge that is not registered yet, with an address drawn by lot. */
    public Bridge(NetNamespace net, String name) {
        super(net, name);
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
        DeviceSettings.randomAddress(this);
    }

    /** Is told that it is registered, and whether its address was chosen ({@code br_dev_newlink}). */
    public void registered(boolean chosen) {
        addressSet = chosen;
        if (chosen) {
            changeBridgeAddress(MacAddress.ZERO, address());
        } else {
            fdb.addLocal(null, address(), 0);
        }
        vlanFilter.register();
    }

    @Override
    public String kind() {
        return "bridge";
    }

    @Override
    public boolean isNamespaceImmutable() {
        return true;
    }

    @Override
    protected boolean takesTags() {
        return true;
    }

    /** The least of its ports', once it has had any ({@code br_set_gso_limits}). */
    @Override
    public int tsoMaxSize() {
        int least = hadPorts ? Offload.MOST_TSO_SIZE : super.tsoMaxSize();
        for (BridgePort port : ports) {
            least = Math.min(least, port.device().tsoMaxSize());
        }
        return least;
    }

    /** Its ports, the newest first. */
    public List<BridgePort> ports() {
        return Collections.unmodifiableList(ports);
    }

    public Fdb fdb() {
        return fdb;
    }

    public Stp stp() {
        return stp;
    }

    public Snooping snooping() {
        return snooping;
    }

    public BridgeSettings settings() {
        return settings;
    }

    public BridgeVlans vlanFilter() {
        return vlanFilter;
    }

    /** The VLANs of the bridge device itself. */
    public VlanGroup vlans() {
        return vlans;
    }

    /** What becomes of frames. */
    public BridgeInput input() {
        return input;
    }

    /** What packets that are bridged have for a route while the filters of IPv4 see them ({@code br_netfilter_rtable_init}). */
    public Route fakeRoute() {
        Route known = fakeRoute;
        if (known == null || known.mtu() != mtu()) {
            known = Route.standIn(this);
            fakeRoute = known;
        }
        return known;
    }

    PortMembership membership() {
        return membership;
    }

    boolean isSuppressing() {
        return suppressing;
    }

    boolean isPromiscuous() {
        return (rxFlags() & DeviceFlags.IFF_PROMISC) != 0;
    }

    boolean isAllMulticast() {
        return (rxFlags() & DeviceFlags.IFF_ALLMULTI) != 0;
    }

    @Override
    protected void opened() {
        net().softnet().disable();
        stp.enableBridge();
        net().softnet().enable();
        fdb.startCleanup();
        snoopers.join();
    }

    @Override
    protected void closed() {
        stp.disableBridge();
        fdb.stopCleanup();
        snoopers.leave();
    }

    void setCarrier(boolean present) {
        if (present) {
            carrierOn();
        } else {
            carrierOff();
        }
    }

    @Override
    protected void transmit(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            input.transmit(skb, frame);
        }
    }

    /** Takes a frame that one of its ports received for the host ({@code br_netif_receive_skb}). */
    void receiveFromPort(Skb skb) {
        skb.dropFakeRoute();
        receive(skb);
    }

    @Override
    protected void changeMtu(int newMtu) {
        mtuSet = true;
    }

    /** {@code br_mtu_auto_adjust}. */
    void adjustMtu() {
        if (mtuSet) {
            return;
        }
        int mtu = 0;
        for (BridgePort port : ports) {
            mtu = mtu == 0 ? port.device().mtu() : Math.min(mtu, port.device().mtu());
        }
        try {
            DeviceSettings.mtu(this, mtu == 0 ? DEFAULT_MTU : mtu);
        } catch (KernelException outOfRange) {
            // The kernel does not look at the answer either.
        } finally {
            mtuSet = false;
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!newAddress.isValidUnicast()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        if (!newAddress.equals(address())) {
            changeBridgeAddress(address(), newAddress);
        }
        addressSet = true;
    }

    /** {@code br_stp_change_bridge_id}. */
    private void changeBridgeAddress(MacAddress old, MacAddress newAddress) {
        fdb.bridgeAddressChanges(old, newAddress);
        DeviceSettings.initialAddress(this, newAddress);
        stp.changeAddress(newAddress);
    }

    /** Takes the lowest address of its ports, unless one was set; whether it is another one ({@code br_stp_recalculate_bridge_id}). */
    boolean recalculateAddress() {
        if (addressSet) {
            return false;
        }
        MacAddress lowest = MacAddress.ZERO;
        for (BridgePort port : ports) {
            if (lowest.isZero() || port.address().compareTo(lowest) < 0) {
                lowest = port.address();
            }
        }
        if (stp.bridgeId().address().equals(lowest)) {
            return false;
        }
        changeBridgeAddress(address(), lowest);
        return true;
    }

    @Override
    public void addPort(NetDevice device) throws KernelException {
        membership.add(device);
    }

    @Override
    public void removePort(NetDevice device) {
        membership.remove(device);
    }

    /** The port that a device is, null where it is none of this bridge. */
    public @Nullable BridgePort portOf(NetDevice device) {
        return membership.portOf(device);
    }

    @Override
    protected List<NetDevice> part() {
        for (BridgePort port : List.copyOf(ports)) {
            membership.delete(port);
        }
        vlanFilter.unregister();
        return List.of(this);
    }

    /** {@code br_recalculate_neigh_suppress_enabled}. */
    void recalculateSuppression() {
        suppressing = false;
        for (BridgePort port : ports) {
            suppressing |= port.has(PortFlag.NEIGH_SUPPRESS);
        }
    }

    void setAgeingTime(long ticks) {
        ageingTime = ticks;
        bridgeAgeingTime = ticks;
        fdb.cleanUpNow();
    }

    void set(BridgeSetting setting, long value) throws KernelException {
        settings.set(setting, value);
        if (setting == BridgeSetting.MCAST_SNOOPING && isUp()) {
            if (value != 0) {
                snoopers.join();
            } else {
                snoopers.leave();
            }
        }
        if (setting == BridgeSetting.MCAST_SNOOPING && value == 0) {
            ports.forEach(snooping::portDisabled);
        }
        if (setting == BridgeSetting.MCAST_QUERIER) {
            snooping.setQuerier(value != 0);
        }
    }
}
