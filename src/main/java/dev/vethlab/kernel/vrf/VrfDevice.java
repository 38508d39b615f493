package dev.vethlab.kernel.vrf;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.L3Master;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.Layers;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.OperState;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;

/** A VRF: its ports route by its table, and it is to them what {@code lo} is to other devices (drivers/net/vrf.c). */
public final class VrfDevice extends NetDevice implements L3Master {

    private static final int LEAST_MTU = 1280;
    private static final int MOST_MTU = 65_575;

    private final List<NetDevice> ports = new ArrayList<>();
    private final DeviceListener portEvents = this::onPort;
    private int table;

    public VrfDevice(NetNamespace net, String name) {
        super(net, name);
        initialFlags(DeviceFlags.IFF_MASTER | DeviceFlags.IFF_NOARP);
        DeviceSettings.randomAddress(this);
        DeviceSettings.operState(this, OperState.UP);
        DeviceSettings.initialMtu(this, MOST_MTU);
    }

    /**
     * Puts the device into the world ({@code vrf_newlink}).
     *
     * @param wantedTable the number of its table, not 0
     * @param index the index wanted, 0 for any
     * @throws KernelException EBUSY where the table is taken and {@code strict_mode} is on
     */
    public void register(int wantedTable, int index) throws KernelException {
        VrfNet vrfs = VrfNet.of(net());
        table = wantedTable;
        net().devices().register(this, index);
        try {
            vrfs.checkTable(this);
        } catch (KernelException taken) {
            DeviceTable.delete(this);
            throw taken;
        }
        vrfs.addRules();
    }

    @Override
    public int table() {
        return table;
    }

    @Override
    public String kind() {
        return "vrf";
    }

    @Override
    public boolean isNamespaceImmutable() {
        return true;
    }

    @Override
    public int minMtu() {
        return LEAST_MTU;
    }

    @Override
    public int maxMtu() {
        return MOST_MTU;
    }

    @Override
    public boolean canBeShared() {
        return false;
    }

    /** {@code vrf_add_slave}. */
    @Override
    public void addPort(NetDevice port) throws KernelException {
        if (port instanceof L3Master) {
            throw new KernelException(Errno.EINVAL, "Can not enslave an L3 master device to a VRF");
        }
        if (L3mdev.isPort(port)) {
            throw new KernelException(Errno.EINVAL);
        }
        if (port.isLoopback()) {
            throw new KernelException(Errno.EOPNOTSUPP, "Can not enslave loopback device to a VRF");
        }
        Layers.checkNoLoop(port, this);
        ports.add(port);
        port.uppers().follow(portEvents);
        port.uppers().join(this);
        cycle(port);
    }

    /** {@code do_vrf_del_slave}. */
    @Override
    public void removePort(NetDevice port) {
        ports.remove(port);
        port.uppers().unfollow(portEvents);
        port.uppers().leaveMaster();
        cycle(port);
    }

    /** Neighbours go and routes move to another table when a device goes down and comes up again ({@code cycle_netdev}). */
    private static void cycle(NetDevice port) {
        if (!port.isUp()) {
            return;
        }
        try {
            DeviceState.down(port);
            DeviceState.up(port);
        } catch (KernelException staysDown) {
            // The kernel logs it only: the routes may be wrong then.
        }
    }

    private void onPort(DeviceEvent event, NetDevice port) {
        if (event == DeviceEvent.UNREGISTER) {
            removePort(port);
        }
    }

    @Override
    protected List<NetDevice> part() {
        List.copyOf(ports).forEach(this::removePort);
        return List.of(this);
    }

    /** {@code vrf_ip_rcv}. */
    @Override
    public void received(Skb skb) {
        skb.slaveIif = skb.dev.index();
        skb.dev = this;
        skb.iif = index();
        if (skb.payload instanceof Ipv4Packet packet && packet.destination().isMulticast()) {
            return;
        }
        if (skb.type == PacketType.LOOPBACK) {
            skb.type = PacketType.HOST;
            return;
        }
        stats().rxPackets++;
        stats().rxBytes += skb.payload.length();
    }

    /** {@code vrf_xmit}: what is for this host is received, what is not goes on by the table of the VRF. */
    @Override
    protected void transmit(Skb skb) {
        int length = skb.length();
        if (skb.payload instanceof Ipv4Packet packet && skb.protocol == EthernetFrame.TYPE_IPV4 && carry(skb, packet)) {
            stats().txPackets++;
            stats().txBytes += length;
        } else {
            stats().txErrors++;
            stats().txDropped++;
        }
    }

    /** {@code vrf_process_v4_outbound}. */
    private boolean carry(Skb skb, Ipv4Packet packet) {
        Route route;
        try {
            Flow flow = new Flow(
                    index(),
                    0,
                    0,
                    packet.tos() & 0xfc,
                    packet.protocol(),
                    packet.source(),
                    packet.destination(),
                    0,
                    0,
                    true);
            route = net().subsystem(Fib.class).output(flow);
        } catch (KernelException noRoute) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "vrf_xmit",
                    "table " + Integer.toUnsignedString(table) + " has no route to " + packet.destination(),
                    List.of());
            return false;
        }
        if (route.device() != this) {
            skb.control = null;
            return net().subsystem(Ipv4.class).behindMaster(skb, packet, route);
        }
        Skb copy = skb.copy();
        copy.orphan();
        copy.dst = route;
        copy.type = PacketType.LOOPBACK;
        stats().rxPackets++;
        stats().rxBytes += skb.length();
        net().softnet().enqueue(copy);
        return true;
    }
}
