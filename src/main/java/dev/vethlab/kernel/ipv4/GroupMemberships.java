package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Checksum;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which groups the devices of a namespace are in, and the IGMPv3 reports by which others learn of it (net/ipv4/igmp.c). Every
 * device that is up listens to all hosts (224.0.0.1), which nobody is told; every device that could have IPv6 listens to all
 * nodes, IPv6 disabled or not.
 */
public final class GroupMemberships {

    private static final MacAddress ALL_HOSTS = macOf(Ipv4Address.of(224, 0, 0, 1));
    private static final MacAddress ALL_NODES_OF_IPV6 = new MacAddress(0x3333_0000_0001L);
    private static final Ipv4Address ALL_IGMPV3_ROUTERS = Ipv4Address.of(224, 0, 0, 22);
    private static final Bytes ROUTER_ALERT = Bytes.of((byte) 0x94, (byte) 4, (byte) 0, (byte) 0);
    private static final int INTERNET_CONTROL = 0xc0;
    private static final int REPORT = 0x22;
    private static final int TO_INCLUDE = 3;
    private static final int TO_EXCLUDE = 4;
    private static final int LINK_SCOPE = 253;
    private static final long FIRST_REPORT_NS = 2 * Jiffies.NS;
    private static final int SECOND_REPORT_WITHIN_NS = 1_000_000_000;

    private final NetNamespace net;
    private final InetDevices inet;
    private final Fib fib;
    private final Ipv4Output output;
    private final Set<NetDevice> listening = new HashSet<>();
    private final Set<NetDevice> withIpv6 = new HashSet<>();
    private final Map<NetDevice, Map<Ipv4Address, Timer>> reports = new HashMap<>();

    GroupMemberships(NetNamespace net, InetDevices inet, Fib fib, Ipv4Output output) {
        this.net = net;
        this.inet = inet;
        this.fib = fib;
        this.output = output;
        net.addListener(this::on);
        net.attach(GroupMemberships.class, this);
    }

    /** The Ethernet address of a group ({@code ip_eth_mc_map}). */
    public static MacAddress macOf(Ipv4Address group) {
        return new MacAddress(0x0100_5e00_0000L | group.bits() & 0x7f_ffff);
    }

    /** Has a device join a group, and says so twice ({@code ip_mc_inc_group}). */
    public void join(NetDevice device, Ipv4Address group) {
        device.uppers().addMulticast(macOf(group));
        report(device, group, TO_EXCLUDE);
    }

    /** Has a device leave a group; a device that goes down says nothing ({@code ip_mc_dec_group}). */
    public void leave(NetDevice device, Ipv4Address group) {
        device.uppers().removeMulticast(macOf(group));
        report(device, group, TO_INCLUDE);
    }

    private void report(NetDevice device, Ipv4Address group, int change) {
        Map<Ipv4Address, Timer> pending = reports.computeIfAbsent(device, any -> new HashMap<>());
        Timer old = pending.put(
                group, net.machine().schedule(FIRST_REPORT_NS, () -> reportTwice(device, group, change, pending)));
        if (old != null) {
            old.cancel();
        }
    }

    private void reportTwice(NetDevice device, Ipv4Address group, int change, Map<Ipv4Address, Timer> pending) {
        long again = net.machine().random().nextInt(SECOND_REPORT_WITHIN_NS);
        pending.put(group, net.machine().schedule(again, () -> send(device, group, change)));
        send(device, group, change);
    }

    /** {@code igmpv3_newpack}, {@code igmpv3_sendpack}. */
    private void send(NetDevice device, Ipv4Address group, int change) {
        byte[] message = new byte[16];
        message[0] = REPORT;
        message[7] = 1;
        message[8] = (byte) change;
        for (int i = 0; i < 4; i++) {
            message[12 + i] = (byte) (group.bits() >>> 24 - 8 * i);
        }
        int checksum = Checksum.of(message, 0, message.length);
        message[2] = (byte) (checksum >> 8);
        message[3] = (byte) checksum;
        Ipv4Address source = inet.select(device, Ipv4Address.ANY, LINK_SCOPE);
        Ipv4Packet packet = new Ipv4Packet(
                INTERNET_CONTROL,
                0,
                true,
                false,
                0,
                1,
                Ipv4Packet.IGMP,
                source,
                ALL_IGMPV3_ROUTERS,
                ROUTER_ALERT,
                Bytes.of(message));
        try {
            Route route = fib.output(new Flow(
                    device.index(),
                    0,
                    0,
                    INTERNET_CONTROL,
                    Ipv4Packet.IGMP,
                    Ipv4Address.ANY,
                    ALL_IGMPV3_ROUTERS,
                    0,
                    0,
                    true));
            output.localOut(new Skb(device, EthernetFrame.TYPE_IPV4, packet), packet, route, false);
        } catch (KernelException noRoute) {
            // The kernel gives up without a word, too.
        }
    }

    private void on(DeviceEvent event, NetDevice device) {
        if (device.isLoopback()) {
            return;
        }
        boolean gone = event == DeviceEvent.UNREGISTER;
        boolean listens = !gone && device.isUp() && event != DeviceEvent.DOWN && inet.of(device) != null;
        if (listens && listening.add(device)) {
            device.uppers().addMulticast(ALL_HOSTS);
        } else if (!listens && listening.remove(device)) {
            device.uppers().removeMulticast(ALL_HOSTS);
        }
        boolean ipv6 = !gone && device.hasIpv6();
        if (ipv6 && withIpv6.add(device)) {
            device.uppers().addMulticast(ALL_NODES_OF_IPV6);
        } else if (!ipv6 && withIpv6.remove(device)) {
            device.uppers().removeMulticast(ALL_NODES_OF_IPV6);
        }
        if (gone || event == DeviceEvent.DOWN) {
            silence(device);
        }
    }

    /** {@code ip_mc_down}: what was to be reported is forgotten. */
    private void silence(NetDevice device) {
        Map<Ipv4Address, Timer> pending = reports.remove(device);
        if (pending != null) {
            pending.values().forEach(Timer::cancel);
        }
    }
}
