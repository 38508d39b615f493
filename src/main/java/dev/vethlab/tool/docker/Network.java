package dev.vethlab.tool.docker;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network: a bridge of the host with a subnet.
 *
 * @param id 64 hexadecimal digits
 * @param bridge the name of the bridge
 * @param internal whether it leads nowhere else
 */
record Network(String id, String name, String bridge, Ipv4Prefix subnet, Ipv4Address gateway, boolean internal) {

    /** The network that containers are in which name none. */
    static final String DEFAULT = "bridge";

    /** The lowest address that neither the gateway nor a container has. */
    Optional<Ipv4Address> freeAddress(Collection<Container> containers) {
        Set<Ipv4Address> taken = containers.stream()
                .filter(container -> container.network() == this)
                .map(Container::address)
                .collect(Collectors.toSet());
        taken.add(gateway);
        int last = subnet.broadcast().bits();
        for (int bits = subnet.network().bits() + 1; bits != last; bits++) {
            Ipv4Address candidate = new Ipv4Address(bits);
            if (!taken.contains(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
