package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Layers;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.ReceiveQueue;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device whose frames travel in UDP datagrams to other hosts (drivers/net/vxlan/vxlan_core.c). */
public final class VxlanDevice extends NetDevice {

    /** What is put before a frame's payload: IPv4, UDP, VXLAN and the Ethernet header inside. */
    static final int HEADROOM = 50;

    private static final int LEAST_MTU = 68;

    private final NetNamespace underlay;
    private final VxlanFdb fdb = new VxlanFdb(this);
    private final ReceiveQueue arrived = new ReceiveQueue();
    private VxlanConfig config = new VxlanConfig();

    /**
     * A device that {@link #register} puts into the world.
     *
     * @param net where it is
     * @param underlay where its datagrams leave and arrive
     */
    public VxlanDevice(NetNamespace net, NetNamespace underlay, String name) {
        super(net, name);
        this.underlay = underlay;
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
    }

    /** Its settings, to be read. */
    public VxlanConfig config() {
        return config;
    }

    public VxlanFdb fdb() {
        return fdb;
    }

    NetNamespace underlay() {
        return underlay;
    }

    /**
     * Puts the device into the world ({@code vxlan_dev_configure}, {@code __vxlan_dev_create}).
     *
     * @param mtuGiven whether its MTU was asked for
     * @param index the index wanted, 0 for any
     */
    public void register(VxlanConfig wanted, boolean mtuGiven, int index) throws KernelException {
        wanted.fillDefaults();
        Optional<NetDevice> lower = check(wanted);
        config = wanted;
        if (lower.isPresent()) {
            int most = Math.max(lower.get().mtu() - HEADROOM, LEAST_MTU);
            if (!mtuGiven || mtu() > most) {
                DeviceSettings.initialMtu(this, most);
            }
        }
        net().devices().register(this, index);
        VxlanNet.of(underlay).add(this);
        fdb.changeDefault(Optional.empty(), defaultRemote());
    }

    private Optional<VxlanRemote> defaultRemote() {
        return config.remote.isAny()
                ? Optional.empty()
                : Optional.of(new VxlanRemote(config.remote, config.port, config.vni, config.device));
    }

    /** {@code vxlan_config_validate}. */
    private Optional<NetDevice> check(VxlanConfig wanted) throws KernelException {
        if (wanted.remote.isMulticast() && wanted.device == 0) {
            throw new KernelException(Errno.EINVAL, "Local interface required for multicast remote destination");
        }
        Optional<NetDevice> lower = underlay.devices().byIndex(wanted.device);
        if (wanted.device != 0 && lower.isEmpty()) {
            throw new KernelException(Errno.ENODEV, "Invalid local interface, device not found");
        }
        if (VxlanNet.of(underlay).isTaken(wanted, this)) {
            throw new KernelException(Errno.EEXIST, "A VXLAN device with the specified VNI already exists");
        }
        return lower;
    }

    /** Changes its settings ({@code vxlan_changelink}). */
    public void reconfigure(VxlanConfig wanted) throws KernelException {
        Optional<NetDevice> lower = check(wanted);
        if (lower.isPresent()) {
            Layers.checkNoLoop(lower.get(), this);
        }
        Optional<VxlanRemote> old = defaultRemote();
        boolean sameRemote = config.remote.equals(wanted.remote);
        boolean sameAgeing = config.ageing == wanted.ageing;
        config = wanted;
        if (!sameRemote) {
            fdb.changeDefault(old, defaultRemote());
        }
        if (!sameAgeing && isUp()) {
            fdb.look();
        }
    }

    @Override
    public String kind() {
        return "vxlan";
    }

    /** The namespace that it was made in: where its datagrams leave. */
    @Override
    public NetNamespace linkNamespace() {
        return underlay;
    }

    @Override
    public int tsoMaxSize() {
        return lower().map(NetDevice::tsoMaxSize).orElse(super.tsoMaxSize());
    }

    /** That of the device below ({@code vxlan_get_link_ksettings}). */
    @Override
    public int speed() {
        return lower().map(NetDevice::speed).orElse(super.speed());
    }

    @Override
    public Optional<NetDevice> below() {
        return lower();
    }

    private Optional<NetDevice> lower() {
        return config.device == 0 ? Optional.empty() : underlay.devices().byIndex(config.device);
    }

    @Override
    protected void changeMtu(int newMtu) throws KernelException {
        Optional<NetDevice> lower = lower();
        if (lower.isPresent() && newMtu > lower.get().mtu() - HEADROOM) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    protected void opened() throws KernelException {
        VxlanNet.of(underlay).open(this);
        fdb.start();
    }

    @Override
    protected void closed() {
        VxlanNet.of(underlay).close(this);
        fdb.stop();
    }

    @Override
    protected List<NetDevice> part() {
        VxlanNet.of(underlay).remove(this);
        return List.of(this);
    }

    @Override
    protected void dismantled() {
        fdb.clear();
    }

    /** {@code vxlan_xmit}. */
    @Override
    protected void transmit(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return;
        }
        if (config.external) {
            transmitByTunnel(skb, frame);
            return;
        }
        if (config.proxy && frame.payload() instanceof ArpPacket arp) {
            ArpReduction.reduce(this, skb, arp);
            return;
        }
        VxlanEntry entry = fdb.use(frame.destination());
        if (entry == null) {
            entry = fdb.use(MacAddress.ZERO);
        }
        if (entry == null) {
            stats().txDropped++;
            Drops.drop(
                    skb,
                    DropReason.NO_TX_TARGET,
                    "vxlan_xmit",
                    "its forwarding database says nothing of " + frame.destination(),
                    List.of());
            return;
        }
        List<VxlanRemote> remotes = List.copyOf(entry.remotes);
        for (int i = 1; i < remotes.size(); i++) {
            VxlanOutput.send(this, skb.copy(), frame, remotes.get(i));
        }
        VxlanOutput.send(this, skb, frame, remotes.get(0));
    }

    private void transmitByTunnel(Skb skb, EthernetFrame frame) {
        TunnelInfo tunnel = skb.tunnel;
        if (tunnel == null || !tunnel.outgoing()) {
            stats().txDropped++;
            Drops.drop(skb, DropReason.TUNNEL_TXINFO, "vxlan_xmit", "nothing says which tunnel it is for", List.of());
            return;
        }
        VxlanOutput.send(this, skb, frame, tunnel);
    }

    /** A frame for the device has been taken out of its datagram; the tunnel that it came by is noted where somebody asks for it. */
    void arrive(Skb carrier, EthernetFrame frame, @Nullable TunnelInfo tunnel) {
        Skb inner = Skb.of(this, frame);
        inner.captureNumber = carrier.captureNumber;
        stats().rxPackets++;
        stats().rxBytes += frame.payload().length();
        Skb received = inner.received(this);
        received.tunnel = tunnel;
        net().softnet().enqueue(received, arrived, carrier);
    }
}
