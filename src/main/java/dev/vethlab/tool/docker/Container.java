package dev.vethlab.tool.docker;

import dev.vethlab.addr.Ipv4Address;
import java.util.List;

/**
 * A container: a namespace of its name with one device, {@code eth0}, whose other end is a port of its network's bridge.
 *
 * @param id 64 hexadecimal digits
 * @param image what it was said to be made of
 * @param veth the name of the other end
 * @param ports the published ones
 * @param createdNs when it was made
 */
record Container(
        String id,
        String name,
        String image,
        Network network,
        Ipv4Address address,
        String veth,
        List<Port> ports,
        long createdNs) {

    /** A port of the host that is one of the container. */
    record Port(String address, int ofHost, int ofContainer, String protocol) {}

    /** As Docker derives it from the address. */
    String mac() {
        return String.format(
                "02:42:%02x:%02x:%02x:%02x", address.octet(0), address.octet(1), address.octet(2), address.octet(3));
    }
}
