package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/**
 * A next hop as a request describes it ({@code struct rtnexthop} with its attributes).
 *
 * @param oif the index of the device, 0 where it is left open
 * @param flags {@link NextHopFlags}
 * @param weight how much of the traffic it gets, from 1
 * @param realm the realms that its packets belong to ({@code RTA_FLOW}), 0 for none
 */
public record HopConfig(int oif, Optional<Ipv4Address> gateway, int flags, int weight, int realm) {

    /** Nothing at all is said of the next hop. */
    public static final HopConfig NONE = new HopConfig(0, Optional.empty(), 0, 1, 0);
}
