package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group ({@code struct net_bridge_port_group}; for the host, {@code host_joined}).
 *
 * @param port the port that the members are behind; null for the host itself
 * @param untilNs when the membership ends; 0 for never
 * @param byUser whether a program asked for it
 */
public record MdbEntry(Group group, @Nullable BridgePort port, long untilNs, boolean byUser) {

    /**
     * Which frames are meant ({@code struct br_ip}): an IPv4 group, perhaps of one source, or an Ethernet group.
     *
     * @param vlan 0 for none
     */
    public record Group(
            Optional<Ipv4Address> address, Optional<Ipv4Address> source, Optional<MacAddress> mac, int vlan) {}

    /** Whether it never ends. */
    public boolean isPermanent() {
        return untilNs == 0;
    }
}
