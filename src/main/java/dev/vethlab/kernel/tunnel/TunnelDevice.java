package dev.vethlab.kernel.tunnel;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.ReceiveQueue;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device whose packets travel behind one more IPv4 header (net/ipv4/ip_tunnel.c). */
public final class TunnelDevice extends NetDevice {

    private static final int FULL_MTU = 1500;
    private static final int IPV4_HEADER = 20;
    private static final int LEAST_MTU = 68;
    private static final int LARGEST_PACKET = 0xffff;

    private final NetNamespace underlay;
    private final TunnelType type;
    private final ReceiveQueue arrived = new ReceiveQueue();
    private TunnelConfig config = TunnelConfig.PLAIN;
    int sentSequence;
    private boolean external;
    private boolean limited;

    /**
     * A device that {@link #register} puts into the world.
     *
     * @param underlay where its packets leave and arrive
     */
    public TunnelDevice(NetNamespace net, NetNamespace underlay, String name, TunnelType type) {
        super(net, name);
        this.underlay = underlay;
        this.type = type;
        if (type == TunnelType.GRETAP) {
            initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
            DeviceSettings.randomAddress(this);
        } else {
            initialFlags(DeviceFlags.IFF_NOARP);
            DeviceSettings.broadcast(this, MacAddress.ZERO);
        }
    }

    public TunnelConfig config() {
        return config;
    }

    /** Has one device serve all tunnels: what it carries says by which ({@code collect_md}); before it is registered. */
    public void serveAll() {
        external = true;
    }

    /** Has its MTU stay within what a packet can hold, as that of one which is asked for by ioctl does ({@code ip_tunnel_create}). */
    void limitMtu() {
        limited = true;
    }

    /** Whether one device serves all tunnels. */
    public boolean isExternal() {
        return external;
    }

    public TunnelType type() {
        return type;
    }

    NetNamespace underlay() {
        return underlay;
    }

    /**
     * Puts the device into the world ({@code ip_tunnel_newlink}).
     *
     * @throws KernelException EEXIST where another tunnel of the namespace would get its packets
     */
    public void register(TunnelConfig wanted, boolean mtuGiven, int index) throws KernelException {
        if (TunnelNet.of(underlay).isTaken(type, wanted, this)) {
            throw new KernelException(Errno.EEXIST);
        }
        config = wanted;
        bind();
        if (!mtuGiven) {
            fitBelow();
        }
        net().devices().register(this, index);
        TunnelNet.of(underlay).add(this);
    }

    /** Changes its settings ({@code ip_tunnel_changelink}). */
    public void reconfigure(TunnelConfig wanted) throws KernelException {
        if (TunnelNet.of(underlay).isTaken(type, wanted, this)) {
            throw new KernelException(Errno.EEXIST);
        }
        boolean moves = config.device() != wanted.device();
        config = wanted;
        bind();
        if (moves) {
            fitBelow();
        }
    }

    /** {@code ip_tunnel_bind_dev}: one with a remote end is a line between two points. */
    private void bind() {
        if (type != TunnelType.GRETAP) {
            pointToPoint(!config.remote().isAny() && !config.remote().isMulticast());
        }
    }

    /** Makes room for the headers outside: on the device that the way to the other end leaves by, or the one asked for. */
    private void fitBelow() {
        DeviceSettings.initialMtu(this, Math.max(LEAST_MTU, lowerMtu() - overhead()));
    }

    private int lowerMtu() {
        return deviceOfRoute()
                .or(() -> underlay.devices().byIndex(config.device()))
                .map(NetDevice::mtu)
                .orElse(FULL_MTU);
    }

    private Optional<NetDevice> deviceOfRoute() {
        if (config.remote().isAny()) {
            return Optional.empty();
        }
        Flow flow = new Flow(
                config.device(), 0, 0, config.tos(), type.protocol(), config.local(), config.remote(), 0, 0, false);
        try {
            return Optional.of(underlay.subsystem(Fib.class).output(flow).device());
        } catch (KernelException unreachable) {
            return Optional.empty();
        }
    }

    /** How many bytes are put before a packet. */
    private int overhead() {
        if (type == TunnelType.IPIP) {
            return IPV4_HEADER;
        }
        int gre = 4
                + (config.outKey().isPresent() ? 4 : 0)
                + (config.checksum().out() ? 4 : 0)
                + (config.sequence().out() ? 4 : 0);
        return IPV4_HEADER + gre + (type == TunnelType.GRETAP ? EthernetFrame.HEADER_LENGTH : 0);
    }

    @Override
    public String kind() {
        return type.kind();
    }

    @Override
    public String linkType() {
        return type.linkType();
    }

    @Override
    public boolean hasEthernetHeader() {
        return type == TunnelType.GRETAP;
    }

    @Override
    public NetNamespace linkNamespace() {
        return underlay;
    }

    /** The device that it leaves by; 0, which is shown as NONE, where that is left to the route. */
    @Override
    public int linkIndex() {
        return config.device();
    }

    @Override
    public String addressText() {
        return hasEthernetHeader() ? super.addressText() : config.local().toString();
    }

    @Override
    public String broadcastText() {
        return hasEthernetHeader() ? super.broadcastText() : config.remote().toString();
    }

    @Override
    public int minMtu() {
        return type == TunnelType.GRETAP || limited ? LEAST_MTU : 0;
    }

    @Override
    public int maxMtu() {
        return limited ? LARGEST_PACKET - overhead() : 0;
    }

    @Override
    public boolean isQueueless() {
        return type != TunnelType.GRETAP;
    }

    @Override
    protected void changeMtu(int newMtu) throws KernelException {
        if (newMtu < LEAST_MTU || newMtu > LARGEST_PACKET - overhead()) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!hasEthernetHeader()) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        super.changeAddress(newAddress);
    }

    @Override
    protected List<NetDevice> part() {
        TunnelNet.of(underlay).remove(this);
        return List.of(this);
    }

    @Override
    protected void transmit(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            TunnelSend.send(this, skb, frame);
        }
    }

    /** What was inside a packet for the device. */
    void arrive(Skb carrier, int protocol, Payload payload, @Nullable TunnelInfo tunnel) {
        boolean frames = type == TunnelType.GRETAP;
        EthernetFrame frame = frames && payload instanceof EthernetFrame inside
                ? inside
                : new EthernetFrame(MacAddress.ZERO, MacAddress.ZERO, protocol, payload);
        Skb inner = Skb.of(this, frame);
        inner.captureNumber = carrier.captureNumber;
        stats().rxPackets++;
        stats().rxBytes += frames ? frame.length() : payload.length();
        Skb received = frames ? inner.received(this) : inner;
        received.tunnel = tunnel;
        net().softnet().enqueue(received, arrived, carrier);
    }

    @Override
    public Optional<NetDevice> link() {
        return underlay.devices().byIndex(config.device());
    }
}
