package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request about an IPv4 address ({@code struct ifaddrmsg} with its attributes).
 *
 * @param index of the device
 * @param local {@code IFA_LOCAL}
 * @param address {@code IFA_ADDRESS}: the other end, or {@code local} again
 * @param label {@code IFA_LABEL}
 * @param metric {@code IFA_RT_PRIORITY}, 0 for none
 * @param protocol {@code IFA_PROTO}, 0 for none
 * @param lifetime {@code IFA_CACHEINFO}
 * @param replace {@code NLM_F_REPLACE} without {@code NLM_F_EXCL}: an address that is there is changed
 */
public record AddressRequest(
        int index,
        Optional<Ipv4Address> local,
        Optional<Ipv4Address> address,
        int prefixLength,
        Optional<Ipv4Address> broadcast,
        int scope,
        int flags,
        Optional<String> label,
        long metric,
        int protocol,
        Optional<Lifetime> lifetime,
        boolean replace) {

    /**
     * How long an address lives.
     *
     * @param valid seconds, empty for ever
     * @param preferred seconds, empty for ever
     */
    public record Lifetime(OptionalLong valid, OptionalLong preferred) {

        /** For ever. */
        public static final Lifetime FOREVER = new Lifetime(OptionalLong.empty(), OptionalLong.empty());

        boolean isInvalid() {
            return valid.isPresent()
                    && (valid.getAsLong() == 0 || preferred.isEmpty() || preferred.getAsLong() > valid.getAsLong());
        }
    }

    /** A request for {@code local} on a device, with a prefix length and nothing else. */
    public static AddressRequest of(int index, Ipv4Address local, int prefixLength) {
        return new AddressRequest(
                index,
                Optional.of(local),
                Optional.of(local),
                prefixLength,
                Optional.empty(),
                local.isLoopback() ? 254 : 0,
                0,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                false);
    }
}
