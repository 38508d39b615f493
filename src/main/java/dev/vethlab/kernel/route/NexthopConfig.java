package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import java.util.List;
import java.util.Optional;

/**
 * A nexthop object as a request describes it ({@code struct nh_config}).
 *
 * @param requestFlags {@link FibConfig#CREATE} and so on, combined
 * @param id 0 for the least that is free
 * @param protocol who makes it ({@code RTPROT_*})
 * @param flags {@link NextHopFlags}
 * @param oif the index of the device, 0 for none
 * @param fdb whether it is for forwarding entries of VXLAN devices, not for routes
 * @param group the members of a group, else empty
 */
public record NexthopConfig(
        int requestFlags,
        int id,
        int protocol,
        int flags,
        int oif,
        Optional<Ipv4Address> gateway,
        boolean blackhole,
        boolean fdb,
        List<Member> group) {

    /**
     * A member of a group.
     *
     * @param weight from 1 to 256
     */
    public record Member(int id, int weight) {}

    boolean asks(int flag) {
        return (requestFlags & flag) != 0;
    }
}
