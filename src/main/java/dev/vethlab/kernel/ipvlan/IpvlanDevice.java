package dev.vethlab.kernel.ipvlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.StackedDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.machine.Workers;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device with IP addresses of its own and the MAC address of the device it shares (drivers/net/ipvlan). */
public final class IpvlanDevice extends StackedDevice {

    /** {@code IPVLAN_F_PRIVATE}: the devices do not reach each other. */
    public static final int PRIVATE = 1;

    /** {@code IPVLAN_F_VEPA}: they reach each other by way of a switch outside. */
    public static final int VEPA = 2;

    private @Nullable IpvlanPort port;
    private MacAddress permanent = MacAddress.ZERO;

    /** A device that {@link #register} puts into the world. */
    public IpvlanDevice(NetNamespace net, String name) {
        super(net, name);
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
    }

    private IpvlanPort port() {
        IpvlanPort shared = port;
        if (shared == null) {
            throw new IllegalStateException(this + " is not registered");
        }
        return shared;
    }

    /** The mode of all devices that share the one below. */
    public IpvlanMode mode() {
        return port().mode();
    }

    /** {@code IPVLAN_F_*} of all devices that share the one below. */
    public int ipvlanFlags() {
        return port().flags();
    }

    /**
     * Puts the device over another one ({@code ipvlan_link_new}).
     *
     * @param index the index wanted, 0 for any
     */
    public void register(NetDevice below, IpvlanMode mode, int flags, boolean mtuGiven, int index)
            throws KernelException {
        NetDevice shared = below instanceof IpvlanDevice ? ((IpvlanDevice) below).lower() : below;
        if (!mtuGiven) {
            DeviceSettings.initialMtu(this, shared.mtu());
        }
        IpvlanPort common = IpvlanPort.made(shared);
        port = common;
        standOn(shared);
        DeviceSettings.initialAddress(this, shared.address());
        permanent = shared.address();
        try {
            followCarrier(shared);
            net().devices().register(this, index);
        } catch (KernelException refusal) {
            common.giveUpIfUnused();
            throw refusal;
        }
        common.setFlags(flags);
        common.setMode(mode);
        common.add(this);
        followCarrier(shared);
    }

    /** Changes mode and flags of all devices that share the one below ({@code ipvlan_nl_changelink}). */
    public void change(Optional<IpvlanMode> mode, Optional<Integer> flags) throws KernelException {
        if (mode.isPresent()) {
            port().setMode(mode.get());
        }
        flags.ifPresent(port()::setFlags);
    }

    /** Whether an address may be given to the device ({@code ipvlan_addr4_validator_event}). */
    public void checkAddress(Ipv4Address address) throws KernelException {
        if (port().isBusy(address)) {
            throw new KernelException(Errno.EADDRINUSE, "Address already assigned to an ipvlan device");
        }
    }

    @Override
    public String kind() {
        return "ipvlan";
    }

    @Override
    public Optional<MacAddress> permanentAddress() {
        return Optional.of(permanent);
    }

    @Override
    protected void opened() {
        setNoArp(mode() != IpvlanMode.L2);
    }

    @Override
    protected void closed() {
        uppers().unsyncFrom(lower());
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    @Override
    protected List<NetDevice> part() {
        port().remove(this);
        return List.of(this);
    }

    @Override
    protected void dismantled() {
        port().giveUpIfUnused();
    }

    @Override
    protected void transmit(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return;
        }
        int length = skb.length();
        if (mode() == IpvlanMode.L2) {
            sendOnLink(skb, frame);
        } else {
            sendRouted(skb, frame);
        }
        countSent(skb, length);
    }

    /** {@code ipvlan_xmit_mode_l2}. */
    private void sendOnLink(Skb skb, EthernetFrame frame) {
        boolean local = (ipvlanFlags() & VEPA) == 0 && frame.destination().equals(frame.source());
        if (local && !sendWithin(skb)) {
            lower().forward(skb);
        } else if (!local && frame.destination().isMulticast()) {
            Skb waiting = skb.copy();
            Workers.queue(machine(), () -> sendToMany(waiting, frame));
        } else if (!local) {
            lower().send(skb);
            skb.dev = this;
        }
    }

    /** {@code ipvlan_process_multicast}. */
    private void sendToMany(Skb skb, EthernetFrame frame) {
        port().distribute(skb, frame, this);
        lower().send(skb);
    }

    /** To another device of the port, if it is for one; dropped where they are to be kept apart. */
    private boolean sendWithin(Skb skb) {
        IpvlanDevice other = port().find(skb, true);
        if (other == null) {
            return false;
        }
        if ((ipvlanFlags() & PRIVATE) != 0) {
            skb.refused = true;
            Drops.ignore(skb, "ipvlan_queue_xmit", "the devices over " + lower().name() + " are private", List.of());
            return true;
        }
        other.countReceived(skb.length() + EthernetFrame.HEADER_LENGTH, false);
        other.forward(skb);
        return true;
    }

    /** {@code ipvlan_xmit_mode_l3}: the namespace of the device below finds the way. */
    private void sendRouted(Skb skb, EthernetFrame frame) {
        if ((ipvlanFlags() & VEPA) == 0 && sendWithin(skb)) {
            return;
        }
        if (frame.destination().isMulticast() || !(frame.payload() instanceof Ipv4Packet packet)) {
            refuse(skb, "what is for many or no IPv4 does not leave in L3 mode");
            return;
        }
        NetNamespace outside = lower().net();
        Flow flow = new Flow(
                lower().index(), 0, skb.mark, packet.tos(), 0, packet.source(), packet.destination(), 0, 0, true);
        try {
            Route route = outside.subsystem(Fib.class).output(flow);
            if (route.type() != RouteType.UNICAST && route.type() != RouteType.LOCAL) {
                stats().txErrors++;
                refuse(skb, "the namespace of " + lower().name() + " has no route to a host for it");
                return;
            }
            Skb outer = new Skb(route.device(), EthernetFrame.TYPE_IPV4, packet);
            outer.captureNumber = skb.captureNumber;
            outer.dst = route;
            outside.subsystem(Ipv4.class).localOut(outer, packet, route, false);
        } catch (KernelException unreachable) {
            stats().txErrors++;
            refuse(skb, "the namespace of " + lower().name() + " has no way for it");
        }
    }

    private void refuse(Skb skb, String detail) {
        skb.refused = true;
        Drops.drop(skb, DropReason.NOT_SPECIFIED, "ipvlan_process_outbound", detail, List.of());
    }

    void countReceived(int length, boolean toMany) {
        stats().rxPackets++;
        stats().rxBytes += length;
        if (toMany) {
            stats().multicast++;
        }
    }
}
