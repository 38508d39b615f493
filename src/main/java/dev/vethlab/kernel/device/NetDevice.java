package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.wire.EthernetFrame;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network device ({@code struct net_device}). Its life is led by {@link DeviceTable}: registered, opened, closed,
 * renamed, moved, unregistered. A kind of device says what becomes of a frame that is sent by it.
 */
public abstract class NetDevice {

    public static final int IFF_UP = 0x1;
    public static final int IFF_BROADCAST = 0x2;
    public static final int IFF_LOOPBACK = 0x8;
    public static final int IFF_POINTOPOINT = 0x10;
    public static final int IFF_RUNNING = 0x40;
    public static final int IFF_NOARP = 0x80;
    public static final int IFF_PROMISC = 0x100;
    public static final int IFF_ALLMULTI = 0x200;
    public static final int IFF_MASTER = 0x400;
    public static final int IFF_SLAVE = 0x800;
    public static final int IFF_MULTICAST = 0x1000;
    public static final int IFF_LOWER_UP = 0x10000;
    public static final int IFF_DORMANT = 0x20000;
    public static final int IFF_ECHO = 0x40000;

    /** The flags of the device itself, without those that are derived from its state when shown. */
    int flags;

    String name;
    int index;
    int mtu = 1500;
    MacAddress address = MacAddress.ZERO;
    MacAddress broadcast = MacAddress.BROADCAST;
    int txQueueLength = 1000;
    int txQueues = 1;
    int rxQueues = 1;
    int group;
    int promiscuity;
    int allMulticast;
    String alias = "";
    final Set<String> alternativeNames = new LinkedHashSet<>();
    OperState operState = OperState.DOWN;
    boolean carrier = true;
    boolean everUp;
    NetNamespace net;
    Capture capture;
    @Nullable NetDevice master;
    @Nullable RxHandler rxHandler;
    private final DeviceStats stats = new DeviceStats();

    protected NetDevice(NetNamespace net, String name) {
        this.net = net;
        this.name = name;
        this.capture = net.machine().captures().open(net.label(), name, true);
    }

    /** What {@code ip -d link} calls the kind ({@code veth}); empty for a device that was not made by a request. */
    public abstract String kind();

    /** Takes a frame from the host and carries it ({@code ndo_start_xmit}). {@code skb.frame} is set. */
    protected abstract void transmit(Skb skb);

    /** It was set up ({@code ndo_open}). */
    protected void opened() {}

    /** It was set down ({@code ndo_stop}). */
    protected void closed() {}

    /** The device at the other end or below, where there is one: what {@code @name} shows. */
    public Optional<NetDevice> link() {
        return Optional.empty();
    }

    public int minMtu() {
        return 68;
    }

    public int maxMtu() {
        return 65535;
    }

    /** The Linux name of the queueing discipline in place: noop before the first up, noqueue after. */
    public String queueingDiscipline() {
        return everUp ? "noqueue" : "noop";
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

    public int rxQueues() {
        return rxQueues;
    }

    public int group() {
        return group;
    }

    public int promiscuity() {
        return promiscuity;
    }

    public int allMulticast() {
        return allMulticast;
    }

    public String alias() {
        return alias;
    }

    public Set<String> alternativeNames() {
        return alternativeNames;
    }

    public OperState operState() {
        return operState;
    }

    public Optional<NetDevice> master() {
        return Optional.ofNullable(master);
    }

    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    public boolean hasCarrier() {
        return carrier;
    }

    /** Up and with carrier ({@code netif_running && netif_carrier_ok}). */
    public boolean isOperational() {
        return isUp() && carrier;
    }

    public boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }

    /** Whether neighbours are asked for: false with {@code arp off} and on devices without addresses. */
    public boolean usesArp() {
        return (flags & (IFF_NOARP | IFF_LOOPBACK | IFF_POINTOPOINT)) == 0;
    }

    /** The flags as programs see them ({@code dev_get_flags}). */
    public int flags() {
        int shown = flags & ~(IFF_PROMISC | IFF_ALLMULTI | IFF_RUNNING | IFF_LOWER_UP | IFF_DORMANT);
        if (promiscuousByHand()) {
            shown |= IFF_PROMISC;
        }
        if (isUp()) {
            if (operState == OperState.UP || operState == OperState.UNKNOWN) {
                shown |= IFF_RUNNING;
            }
            if (carrier) {
                shown |= IFF_LOWER_UP;
            }
        }
        return shown;
    }

    private boolean promiscuousByHand() {
        return (flags & IFF_PROMISC) != 0;
    }

    /**
     * Sends a packet whose {@code frame} is complete ({@code dev_queue_xmit}): captures it, counts it, and lets the device
     * carry it. Without carrier or when the device is down it is dropped unseen, as a device without a queue does.
     */
    public void send(Skb skb) {
        Softnet softnet = net.softnet();
        softnet.disable();
        try {
            skb.dev = this;
            if (!isUp() || !carrier) {
                Drops.drop(skb, dev.vethlab.kernel.trace.DropReason.QDISC_DROP, "__dev_queue_xmit");
                return;
            }
            capture(skb, Direction.OUT);
            transmit(skb);
        } finally {
            softnet.enable();
        }
    }

    /** Takes a frame off the receive queue ({@code __netif_receive_skb_core}). */
    void receive(Skb skb) {
        Reception.receive(this, skb);
    }

    /** Notes that a frame passed here, and its number in the packet. */
    protected final void capture(Skb skb, Direction direction) {
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            skb.captureNumber = capture.add(net.machine().nowNs(), direction, frame);
        }
    }

    @Override
    public String toString() {
        return net.label() + "/" + name;
    }
}
