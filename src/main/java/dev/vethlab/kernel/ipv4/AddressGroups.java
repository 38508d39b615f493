package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.NetIpv4;
import java.util.HashSet;
import java.util.Set;

/** The groups that addresses with the flag {@code autojoin} have made devices join ({@code net->ipv4.mc_autojoin_sk}). */
public final class AddressGroups {

    private record Joined(int device, Ipv4Address group) {}

    private final NetNamespace net;
    private final GroupMemberships memberships;
    private final Set<Joined> joined = new HashSet<>();

    AddressGroups(NetNamespace net, GroupMemberships memberships) {
        this.net = net;
        this.memberships = memberships;
        net.attach(AddressGroups.class, this);
    }

    /**
     * Has a device join a group ({@code ip_mc_join_group}).
     *
     * @throws KernelException EINVAL for what is no group, EADDRINUSE for one that it has joined so, ENOBUFS beyond
     *     {@code net.ipv4.igmp_max_memberships}
     */
    public void join(NetDevice device, Ipv4Address group) throws KernelException {
        Joined wanted = new Joined(device.index(), group);
        if (!group.isMulticast()) {
            throw refused(Errno.EINVAL);
        }
        if (joined.contains(wanted)) {
            throw refused(Errno.EADDRINUSE);
        }
        if (joined.size() >= net.sysctls().get(NetIpv4.IGMP_MAX_MEMBERSHIPS)) {
            throw refused(Errno.ENOBUFS);
        }
        joined.add(wanted);
        memberships.join(device, group);
    }

    private static KernelException refused(Errno errno) {
        return new KernelException(errno, "ipv4: Multicast auto join failed");
    }

    /** Has a device leave a group that it has joined so; nothing happens otherwise ({@code ip_mc_leave_group}). */
    public void leave(NetDevice device, Ipv4Address group) {
        if (joined.remove(new Joined(device.index(), group))) {
            memberships.leave(device, group);
        }
    }
}
