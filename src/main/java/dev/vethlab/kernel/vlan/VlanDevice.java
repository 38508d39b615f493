package dev.vethlab.kernel.vlan;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.StackedDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.VlanTag;
import java.util.List;
import java.util.Optional;

/** A device for one VLAN of the device below it (net/8021q/vlan_dev.c). */
public final class VlanDevice extends StackedDevice {

    public static final int REORDER_HDR = 0x1;
    public static final int GVRP = 0x2;
    public static final int LOOSE_BINDING = 0x4;
    public static final int MVRP = 0x8;
    public static final int BRIDGE_BINDING = 0x10;

    private final PriorityMaps priorities = new PriorityMaps();
    private int protocol = EthernetFrame.TYPE_VLAN;
    private int id;
    private int vlanFlags = REORDER_HDR;

    /** Whether its address is the one of the device below, whatever that is ({@code NET_ADDR_STOLEN}). */
    private boolean borrowsAddress;

    /** The address that the device below had when this one was told last. */
    private MacAddress realAddress = MacAddress.ZERO;

    /** A device that {@link #register} puts into the world. */
    public VlanDevice(NetNamespace net, String name) {
        super(net, name);
        DeviceSettings.broadcast(this, MacAddress.ZERO);
    }

    /** The device below. */
    public NetDevice real() {
        return lower();
    }

    /** The EtherType of its tags. */
    public int protocol() {
        return protocol;
    }

    /** Its VLAN. */
    public int id() {
        return id;
    }

    /** {@code VLAN_FLAG_*}. */
    public int vlanFlags() {
        return vlanFlags;
    }

    public PriorityMaps priorities() {
        return priorities;
    }

    boolean isLooselyBound() {
        return (vlanFlags & LOOSE_BINDING) != 0;
    }

    /** Changes flags under a mask ({@code vlan_dev_change_flags}). */
    public void changeVlanFlags(int flags, int mask) {
        vlanFlags = vlanFlags & ~mask | flags & mask;
    }

    /**
     * Whether a VLAN device can be made ({@code vlan_check_real_dev}).
     *
     * @throws KernelException EOPNOTSUPP, EEXIST
     */
    public static void check(NetDevice real, int protocol, int id) throws KernelException {
        if (real.isLoopback() || !real.linkType().equals("ether") || !real.canBeShared()) {
            throw new KernelException(Errno.EOPNOTSUPP, "8021q: VLANs not supported on device");
        }
        Optional<VlanGroup> group = VlanGroup.of(real);
        if (group.isPresent() && group.get().find(protocol, id) != null) {
            throw new KernelException(Errno.EEXIST, "8021q: VLAN device already exists");
        }
    }

    /**
     * Puts the device over another one ({@code vlan_dev_init}, {@code register_vlan_dev}).
     *
     * @param index the index wanted, 0 for any
     * @throws KernelException what registering gives
     */
    public void register(NetDevice below, int tagProtocol, int vlan, int index) throws KernelException {
        standOn(below);
        protocol = tagProtocol;
        id = vlan;
        inheritFlags(below);
        followCarrier(below);
        if (address().equals(MacAddress.ZERO)) {
            DeviceSettings.initialAddress(this, below.address());
            borrowsAddress = true;
        }
        if (broadcast().equals(MacAddress.ZERO)) {
            DeviceSettings.broadcast(this, below.broadcast());
        }
        net().devices().register(this, index);
        VlanGroup.made(below).add(this);
        followCarrier(below);
        fireLinkWatch();
    }

    @Override
    public String kind() {
        return "vlan";
    }

    @Override
    public int minMtu() {
        return 0;
    }

    @Override
    protected void opened() throws KernelException {
        NetDevice below = real();
        if (!below.isUp() && !isLooselyBound()) {
            throw new KernelException(Errno.ENETDOWN);
        }
        if (!address().equals(below.address()) && !borrowAddress()) {
            below.uppers().addUnicast(address());
        }
        askLower(rxFlags(), 1);
        realAddress = below.address();
        if (below.hasCarrier()) {
            carrierOn();
        }
    }

    @Override
    protected void closed() {
        NetDevice below = real();
        uppers().unsyncFrom(below);
        askLower(rxFlags(), -1);
        if (!address().equals(below.address())) {
            below.uppers().removeUnicast(address());
        }
        carrierOff();
    }

    @Override
    protected void rxFlagsChanged(int changes) {
        askLowerForChanges(changes);
    }

    @Override
    protected void changeMtu(int newMtu) throws KernelException {
        if (newMtu > real().mtu()) {
            throw new KernelException(Errno.ERANGE);
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!newAddress.isValidUnicast()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        NetDevice below = real();
        if (isUp()) {
            if (!newAddress.equals(below.address())) {
                below.uppers().addUnicast(newAddress);
            }
            if (!address().equals(below.address())) {
                below.uppers().removeUnicast(address());
            }
        }
        DeviceSettings.initialAddress(this, newAddress);
        borrowsAddress = false;
    }

    /** {@code vlan_dev_inherit_address}. */
    private boolean borrowAddress() {
        if (borrowsAddress) {
            DeviceSettings.initialAddress(this, real().address());
            net().notifyListeners(DeviceEvent.CHANGE_ADDRESS, this);
        }
        return borrowsAddress;
    }

    /** The device below has another address ({@code vlan_sync_address}). */
    void realAddressChanged() {
        MacAddress now = real().address();
        if (!isUp() || realAddress.equals(now)) {
            return;
        }
        if (!borrowAddress()) {
            if (!address().equals(realAddress) && address().equals(now)) {
                real().uppers().removeUnicast(address());
            }
            if (address().equals(realAddress) && !address().equals(now)) {
                real().uppers().addUnicast(address());
            }
        }
        realAddress = now;
    }

    @Override
    protected List<NetDevice> part() {
        VlanGroup.of(real()).ifPresent(group -> group.remove(this));
        return List.of(this);
    }

    /** Without header reordering, the tag is part of the header that the device makes ({@code vlan_dev_hard_header}). */
    @Override
    public void send(Skb skb) {
        if ((vlanFlags & REORDER_HDR) == 0 && skb.protocol != protocol) {
            skb.putTag(protocol, tag(skb));
            skb.insertTag();
        }
        super.send(skb);
    }

    private int tag(Skb skb) {
        return id | priorities.egress(skb.priority) << 13;
    }

    @Override
    protected void transmit(Skb skb) {
        int length = skb.length();
        if ((vlanFlags & REORDER_HDR) != 0 || skb.protocol != protocol) {
            skb.putTag(protocol, tag(skb));
        }
        real().send(skb);
        skb.dev = this;
        countSent(skb, length);
    }

    /** Takes a frame that arrived with its tag ({@code vlan_do_receive}). */
    void take(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (skb.type == PacketType.OTHERHOST
                && frame != null
                && frame.destination().equals(address())) {
            skb.type = PacketType.HOST;
        }
        skb.dev = this;
        skb.priority = priorities.ingress(skb.vlanTci >> 13 & 7);
        if ((vlanFlags & REORDER_HDR) == 0 && frame != null && master().isEmpty()) {
            VlanTag tag = VlanTag.of(skb.vlanTci, frame.type(), frame.payload());
            skb.frame = new EthernetFrame(frame.destination(), frame.source(), protocol, tag);
        }
        skb.clearTag();
        stats().rxPackets++;
        stats().rxBytes += skb.payload.length();
        if (skb.type == PacketType.MULTICAST) {
            stats().multicast++;
        }
    }
}
