package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InDevice;

/** Which multicast groups a device is a member of ({@code ip_check_mc_rcu}). */
@FunctionalInterface
public interface Multicast {

    /** Whether packets to a group are for this host when they come in by a device. */
    boolean isMember(InDevice device, Ipv4Address group);
}
