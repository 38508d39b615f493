package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.VlanTag;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network device ({@code struct net_device}). Its life is led by {@link DeviceTable}: registered, opened, closed,
 * renamed, moved, unregistered. A kind of device says what becomes of a frame that is sent by it.
 */
public abstract class NetDevice extends DeviceOps {

    private static final int LEAST_MTU_OF_IPV6 = 1280;

    String name;
    int index;
    int mtu = 1500;
    MacAddress address = MacAddress.ZERO;
    MacAddress broadcast = MacAddress.BROADCAST;
    int txQueueLength = 1000;
    int txQueues = 1;
    int rxQueues = 1;
    int group;
    boolean dormantMode;
    Ipv6AddressMode ipv6AddressMode = Ipv6AddressMode.EUI64;
    String alias = "";
    final Set<String> alternativeNames = new LinkedHashSet<>();
    OperState operState = OperState.UNKNOWN;
    boolean carrier = true;
    boolean registered;
    boolean linkEventPending;

    NetNamespace net;

    @Nullable
    Capture capture;

    /** What IPv4 keeps of the device ({@code ip_ptr}), which is no business of devices; null while there is nothing. */
    public @Nullable Object ipv4;

    boolean dismantling;
    final DeviceFlags flags = new DeviceFlags();
    final TransmitQueue queue = new TransmitQueue(this);
    DeviceHooks hooks = DeviceHooks.NONE;
    final Uppers uppers = new Uppers(this);
    private final DeviceStats stats = new DeviceStats();
    private final Offload offload = new Offload();
    private @Nullable Features features;

    private final long serial;

    /** A device that is not registered yet, with carrier and down. */
    protected NetDevice(NetNamespace net, String name) {
        this.net = net;
        this.name = name;
        this.serial = net.machine().nextSerial();
    }

    /** Its number among all devices that the machine ever made, in order; it stays when the device is renamed or moved. */
    public long serial() {
        return serial;
    }

    @Override
    protected List<NetDevice> part() {
        return List.of(this);
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!newAddress.equals(address) && !newAddress.isValidUnicast()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        address = newAddress;
    }

    /** The namespace of the device at the other end or below, its own where there is none ({@code get_link_net}). */
    public NetNamespace linkNamespace() {
        return link().map(NetDevice::net).orElse(net);
    }

    /** The index that it says its link has, its own where it has none ({@code dev_get_iflink}). */
    public int linkIndex() {
        return link().map(NetDevice::index).orElse(index);
    }

    /** What packets pass before it carries them. */
    public final TransmitQueue queue() {
        return queue;
    }

    public String name() {
        return name;
    }

    public int index() {
        return index;
    }

    public int mtu() {
        return mtu;
    }

    public MacAddress address() {
        return address;
    }

    public MacAddress broadcast() {
        return broadcast;
    }

    /** Its link layer address as it is written; empty where it has none. */
    public String addressText() {
        return address.toString();
    }

    /** The address of all stations, or of the other end, as it is written. */
    public String broadcastText() {
        return broadcast.toString();
    }

    public NetNamespace net() {
        return net;
    }

    public Machine machine() {
        return net.machine();
    }

    public DeviceStats stats() {
        return stats;
    }

    public int txQueueLength() {
        return txQueueLength;
    }

    public int txQueues() {
        return txQueues;
    }

    /** How many queues a queueing discipline at the root stands before, each of which counts as one that holds it. */
    public int queuesAtRoot() {
        return txQueues;
    }

    public int rxQueues() {
        return rxQueues;
    }

    /** What is stacked on it. */
    public Uppers uppers() {
        return uppers;
    }

    public int group() {
        return group;
    }

    public int promiscuity() {
        return flags.promiscuity;
    }

    public int allMulticast() {
        return flags.allMulticast;
    }

    public String alias() {
        return alias;
    }

    /** The alternative names, oldest first. */
    public Set<String> alternativeNames() {
        return Collections.unmodifiableSet(alternativeNames);
    }

    public OperState operState() {
        return operState;
    }

    public Optional<NetDevice> master() {
        return uppers.master();
    }

    public boolean isUp() {
        return flags.has(DeviceFlags.IFF_UP);
    }

    /** The flags that changed, while listeners hear of a {@link DeviceEvent#CHANGE}; 0 for a change of state. */
    public int flagsChanged() {
        return flags.changed;
    }

    public Offload offload() {
        return offload;
    }

    /** What it does for packets. */
    public Features features() {
        Features known = features;
        if (known == null) {
            known = Features.of(kind().isEmpty() ? isLoopback() ? "lo" : "tun" : kind());
            features = known;
        }
        return known;
    }

    /** Goes by what has been switched of its features ({@code netdev_update_features}). */
    public void updateFeatures() {
        features().update();
        queue.setTakesSegments(features().segments());
    }

    /** Whether IPv6 could use it, as it cannot with a smaller MTU than every link must have ({@code IPV6_MIN_MTU}). */
    public boolean hasIpv6() {
        return mtu >= LEAST_MTU_OF_IPV6;
    }

    public Ipv6AddressMode ipv6AddressMode() {
        return ipv6AddressMode;
    }

    /** Whether its link mode is DORMANT, DEFAULT otherwise. */
    public boolean isDormantMode() {
        return dormantMode;
    }

    /** Whether it is in its namespace's table. */
    public boolean isRegistered() {
        return registered;
    }

    /** Whether it is on its way out for good, and not to another namespace ({@code NETREG_UNREGISTERING}). */
    public boolean isDismantling() {
        return dismantling;
    }

    public boolean hasCarrier() {
        return carrier;
    }

    /** Up and with carrier ({@code netif_running && netif_carrier_ok}). */
    public boolean isOperational() {
        return isUp() && carrier;
    }

    public boolean isLoopback() {
        return flags.has(DeviceFlags.IFF_LOOPBACK);
    }

    /** Whether neighbours are asked for: false with {@code arp off} and on devices without addresses. */
    public boolean usesArp() {
        return !flags.has(DeviceFlags.IFF_NOARP | DeviceFlags.IFF_LOOPBACK | DeviceFlags.IFF_POINTOPOINT);
    }

    /** The flags as programs see them ({@code netif_get_flags}). */
    public int flags() {
        return flags.shown(operState, carrier);
    }

    /** It has carrier from now on ({@code netif_carrier_on}). */
    protected final void carrierOn() {
        if (!carrier) {
            carrier = true;
            if (registered) {
                stats.carrierUpCount++;
                net.linkWatch().fire(this);
            }
        }
    }

    /** It has no carrier from now on ({@code netif_carrier_off}). */
    protected final void carrierOff() {
        if (carrier) {
            carrier = false;
            if (registered) {
                stats.carrierDownCount++;
                net.linkWatch().fire(this);
            }
        }
    }

    /** Of the flags, promiscuity and all-multicast as they are, whoever asked for them. */
    protected final int rxFlags() {
        return flags.own & (DeviceFlags.IFF_PROMISC | DeviceFlags.IFF_ALLMULTI);
    }

    /** Which flags of its own a device begins with. */
    protected final void initialFlags(int own) {
        flags.own = own;
    }

    /** Whether it asks for no neighbours, as its kind decides when it comes up. */
    protected final void setNoArp(boolean noArp) {
        flags.set(DeviceFlags.IFF_NOARP, noArp);
    }

    /** Whether it is a line between two points. */
    protected final void pointToPoint(boolean line) {
        flags.set(DeviceFlags.IFF_POINTOPOINT, line);
    }

    /** Takes over what kind of device another one is ({@code vlan_dev_init}). */
    protected final void inheritFlags(NetDevice lower) {
        flags.inherit(lower.flags);
    }

    /** It has carrier as another device has ({@code netif_stacked_transfer_operstate}). */
    public final void followCarrier(NetDevice lower) {
        if (lower.carrier) {
            carrierOn();
        } else {
            carrierOff();
        }
    }

    /** Has its operational state looked at ({@code linkwatch_fire_event}). */
    protected final void fireLinkWatch() {
        net.linkWatch().fire(this);
    }

    /** Tells user space of its state ({@code rtmsg_ifinfo}); the message gives the link's namespace an id. */
    public void announce() {
        if (registered && linkNamespace() != net) {
            net.allocateIdOf(linkNamespace());
        }
    }

    /** Receives a frame that another device hands over, unless it is too long ({@code dev_forward_skb}). */
    public final void forward(Skb skb) {
        boolean fits = skb.segmentSize > 0 || skb.length() <= mtu + EthernetFrame.HEADER_LENGTH + VlanTag.HEADER_LENGTH;
        if (isUp() && fits) {
            net.softnet().enqueue(skb.received(this));
        } else {
            stats.rxDropped++;
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "____dev_forward_skb");
        }
    }

    /** Whether others may take the frames that it receives, and tagged ones be sent by it (not {@code IFF_NO_RX_HANDLER}). */
    public boolean canBeShared() {
        return true;
    }

    /** The device that this one stands on and that is not its port; empty where there is none. */
    public Optional<NetDevice> below() {
        return Optional.empty();
    }

    /** Whether it is shown as one of several that make one device, as in a bond; a bridge does not say so of its ports. */
    public void markSlave(boolean slave) {
        flags.set(DeviceFlags.IFF_SLAVE, slave);
    }

    /**
     * Sends a packet whose {@code frame} is complete ({@code dev_queue_xmit}): captures it, counts it, and lets the device
     * carry it. Without carrier or when the device is down it is dropped unseen, as the queueing discipline {@code noop} does
     * without telling the sender. A packet that the device drops itself is {@link Skb#refused}.
     */
    public void send(Skb skb) {
        queue.send(skb);
    }

    /** Says who looks at what it receives and sends from now on. */
    public void setHooks(DeviceHooks newHooks) {
        hooks = newHooks;
    }

    /** Begins to record under the name and in the namespace that it has now. */
    void openCapture() {
        capture = machine().captures().open(net.label(), name, hasEthernetHeader());
    }

    /** Takes a frame off the receive queue ({@code __netif_receive_skb_core}). */
    protected void receive(Skb skb) {
        Reception.receive(skb);
    }

    /** Notes that a frame passed here, and its number in the packet. */
    protected final void capture(Skb skb, Direction direction) {
        EthernetFrame frame = skb.frameOnWire();
        if (frame != null && capture != null) {
            skb.captureNumber = capture.add(net.machine().nowNs(), direction, frame);
        }
    }

    @Override
    public String toString() {
        return net.label() + "/" + name;
    }
}
