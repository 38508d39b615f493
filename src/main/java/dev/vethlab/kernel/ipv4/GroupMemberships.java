package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.route.Fib;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which groups the devices of a namespace are in (net/ipv4/igmp.c). Every device that is up listens to all hosts (224.0.0.1), which
 * nobody is told; every device that could have IPv6 listens to all nodes, IPv6 disabled or not.
 */
public final class GroupMemberships {

    static final Ipv4Address ALL_HOSTS = Ipv4Address.of(224, 0, 0, 1);

    private static final MacAddress ALL_NODES_OF_IPV6 = new MacAddress(0x3333_0000_0001L);

    private final NetNamespace net;
    private final InetDevices inet;
    private final Fib fib;
    private final IgmpReports reports;
    private final Map<NetDevice, DeviceGroups> groups = new IdentityHashMap<>();
    private final Set<NetDevice> up = new HashSet<>();
    private final Set<NetDevice> withIpv6 = new HashSet<>();

    GroupMemberships(NetNamespace net, InetDevices inet, Fib fib, Ipv4Output output) {
        this.net = net;
        this.inet = inet;
        this.fib = fib;
        this.reports = new IgmpReports(fib, output);
        fib.setMulticast((device, group) -> isIn(device.device(), group));
        net.addListener(this::on);
        net.attach(GroupMemberships.class, this);
    }

    /** The Ethernet address of a group ({@code ip_eth_mc_map}). */
    public static MacAddress macOf(Ipv4Address group) {
        return new MacAddress(0x0100_5e00_0000L | group.bits() & 0x7f_ffff);
    }

    /** Has a device join a group, and says so ({@code ip_mc_inc_group}); nothing happens to a device without IPv4. */
    public void join(NetDevice device, Ipv4Address group) {
        DeviceGroups known = of(device);
        InDevice inDevice = inet.of(device);
        if (known == null && inDevice != null) {
            known = new DeviceGroups(inDevice, net.sysctls(), reports);
            groups.put(device, known);
        }
        if (known != null) {
            known.join(group);
            fib.membershipChanged();
        }
    }

    /** Has a device leave a group; a device that goes down says nothing ({@code ip_mc_dec_group}). */
    public void leave(NetDevice device, Ipv4Address group) {
        DeviceGroups known = of(device);
        if (known != null) {
            known.leave(group);
            fib.membershipChanged();
        }
    }

    /** Whether a device is in a group ({@code ip_check_mc_rcu}). */
    public boolean isIn(NetDevice device, Ipv4Address group) {
        DeviceGroups known = of(device);
        return known != null && known.isIn(group);
    }

    /** The groups of a device, the one joined last first. */
    public List<Membership> memberships(NetDevice device) {
        DeviceGroups known = of(device);
        return known == null ? List.of() : known.memberships();
    }

    /** The version of IGMP that a device's side of a network speaks: 1, 2 or 3. */
    public int version(NetDevice device) {
        DeviceGroups known = of(device);
        return known == null ? 3 : known.querier().version();
    }

    @Nullable
    DeviceGroups of(NetDevice device) {
        return groups.get(device);
    }

    /** Has a device take the frames of a group, or not any more ({@code ip_mc_filter_add}); loopback takes everything. */
    static void receive(NetDevice device, Ipv4Address group, boolean wanted) {
        if (device.isLoopback()) {
            return;
        }
        if (wanted) {
            device.uppers().addMulticast(macOf(group));
        } else {
            device.uppers().removeMulticast(macOf(group));
        }
    }

    private void on(DeviceEvent event, NetDevice device) {
        boolean gone = event == DeviceEvent.UNREGISTER;
        InDevice inDevice = gone ? null : inet.of(device);
        if (inDevice == null) {
            destroy(device);
        } else {
            follow(inDevice, event);
        }
        followIpv6(device, !gone && device.hasIpv6() && !device.isLoopback());
    }

    private void follow(InDevice inDevice, DeviceEvent event) {
        NetDevice device = inDevice.device();
        boolean isUp = device.isUp() && event != DeviceEvent.DOWN;
        if (isUp && up.add(device)) {
            groups.computeIfAbsent(device, any -> new DeviceGroups(inDevice, net.sysctls(), reports))
                    .up();
            fib.membershipChanged();
        } else if (!isUp && up.remove(device)) {
            DeviceGroups known = of(device);
            if (known != null) {
                known.down();
                fib.membershipChanged();
            }
        }
    }

    private void destroy(NetDevice device) {
        up.remove(device);
        DeviceGroups known = groups.remove(device);
        if (known != null) {
            known.destroy();
            fib.membershipChanged();
        }
    }

    private void followIpv6(NetDevice device, boolean has) {
        if (has && withIpv6.add(device)) {
            device.uppers().addMulticast(ALL_NODES_OF_IPV6);
        } else if (!has && withIpv6.remove(device)) {
            device.uppers().removeMulticast(ALL_NODES_OF_IPV6);
        }
    }
}
