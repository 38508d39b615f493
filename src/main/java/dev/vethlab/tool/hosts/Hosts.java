package dev.vethlab.tool.hosts;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/** The file {@code /etc/hosts} of a lab, which is all the name resolution that there is. */
public final class Hosts {

    private static final String LOCALHOST = "localhost";

    private Hosts() {}

    /** The address of a name or number ({@code getaddrinfo}); empty is "Name or service not known". */
    public static Optional<Ipv4Address> resolve(String name) {
        return name.equalsIgnoreCase(LOCALHOST)
                ? Optional.of(Ipv4Address.LOOPBACK)
                : Ipv4Address.parseInetAtonExact(name);
    }

    /** The name of an address, the address itself where it has none ({@code getnameinfo}). */
    public static String name(Ipv4Address address) {
        return address.equals(Ipv4Address.LOOPBACK) ? LOCALHOST : address.toString();
    }
}
