package dev.vethlab.web.device;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.tool.ip.grammar.IpOptions;
import dev.vethlab.tool.ip.grammar.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * An address of an interface as clients read it.
 *
 * @param address with its prefix length
 * @param peer the address of the other end, where it is another one
 * @param secondary whether an older address of the same subnet is the one that packets go out with
 */
record AddressView(
        String address,
        @Nullable String peer,
        @Nullable String broadcast,
        String scope,
        String label,
        boolean secondary) {

    static AddressView of(Ifaddr address) {
        return new AddressView(
                written(address),
                address.address().equals(address.local())
                        ? null
                        : address.address().toString(),
                address.broadcast().map(Ipv4Address::toString).orElse(null),
                Scopes.word(address.scope(), IpOptions.NONE),
                address.label(),
                address.isSecondary());
    }

    /** The address with its prefix length. */
    static String written(Ifaddr address) {
        return address.local() + "/" + address.prefixLength();
    }
}
