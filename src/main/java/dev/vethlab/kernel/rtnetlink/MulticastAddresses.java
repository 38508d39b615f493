package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.GroupMemberships;
import dev.vethlab.kernel.ipv4.Membership;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups that devices receive for: what {@code /proc/net/dev_mcast}, {@code igmp} and {@code igmp6} tell, and
 * {@code SIOCADDMULTI} and {@code SIOCDELMULTI} change.
 */
public final class MulticastAddresses {

    private static final String ALL_NODES_OF_LINK = "ff02::1";
    private static final String ALL_NODES_OF_INTERFACE = "ff01::1";
    private static final long OF_IPV6 = 0x3333_0000_0000L;

    private final NetNamespace net;

    public MulticastAddresses(NetNamespace net) {
        this.net = net;
    }

    /**
     * An address of the link layer that a device receives for.
     *
     * @param users how many want it
     * @param isStatic whether a program asked for it
     */
    public record LinkGroup(MacAddress address, int users, boolean isStatic) {}

    /** Those of the link layer, the oldest first ({@code dev_mc_seq_show}). */
    public List<LinkGroup> ofLink(NetDevice device) {
        List<LinkGroup> groups = new ArrayList<>();
        for (MacAddress address : device.uppers().multicast()) {
            groups.add(new LinkGroup(
                    address,
                    device.uppers().multicastUsers(address),
                    device.uppers().isStaticMulticast(address)));
        }
        return groups;
    }

    /** Those of IPv4, the newest first ({@code igmp_mc_seq_show}). */
    public List<Membership> ofIpv4(NetDevice device) {
        return net.subsystem(GroupMemberships.class).memberships(device);
    }

    /** Those of IPv6, which a device is in by itself, IPv6 disabled or not ({@code igmp6_mc_seq_show}). */
    public List<String> ofIpv6(NetDevice device) {
        List<String> groups = new ArrayList<>();
        if (!device.hasIpv6()) {
            return groups;
        }
        for (MacAddress address : device.uppers().multicast()) {
            long low = address.bits() - OF_IPV6;
            if (low > 1 && low < 0x1_0000 && !device.uppers().isStaticMulticast(address)) {
                groups.add(0, "ff02::" + Long.toHexString(low));
            }
        }
        groups.add(ALL_NODES_OF_LINK);
        groups.add(ALL_NODES_OF_INTERFACE);
        return groups;
    }

    /**
     * Has a device receive for an address, or not any more ({@code dev_mc_add_global}, {@code dev_mc_del_global}).
     *
     * @throws KernelException ENODEV, EINVAL for a device that receives everything, ENOENT for what nobody asked for
     */
    public void change(String name, MacAddress address, boolean add) throws KernelException {
        NetDevice device = net.devices().byName(name).orElseThrow(() -> new KernelException(Errno.ENODEV));
        if (device.isLoopback()) {
            throw new KernelException(Errno.EINVAL);
        }
        if (add) {
            device.uppers().addStaticMulticast(address);
        } else if (!device.uppers().removeStaticMulticast(address)) {
            throw new KernelException(Errno.ENOENT);
        }
        net.machine().changed();
    }
}
