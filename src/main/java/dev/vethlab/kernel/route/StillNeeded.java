package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which routes of an address that goes are still needed by those that stay (the scan of {@code fib_del_ifaddr}). */
final class StillNeeded {

    private final Ifaddr address;
    private final Ifaddr primary;
    private final @Nullable Ifaddr oldPrimary;
    private final Ipv4Address addressHighest;
    private final Ipv4Address addressLowest;
    private @Nullable Ifaddr otherPrimary;
    private boolean sameSource;

    boolean local;
    boolean broadcast;
    boolean highest;
    boolean lowest;
    boolean gone = true;

    StillNeeded(Ifaddr address, Ifaddr primary, @Nullable Ifaddr oldPrimary) {
        this.address = address;
        this.primary = primary;
        this.oldPrimary = oldPrimary;
        this.addressHighest = address.prefix().broadcast();
        this.addressLowest = address.prefix().network();
    }

    void survey(List<Ifaddr> others, Function<Ifaddr, Optional<Ifaddr>> primaryOf) {
        for (Ifaddr other : others) {
            if (other == address) {
                gone = false;
            } else if (counts(other, primaryOf)) {
                note(other);
            }
        }
    }

    /** Whether the other address has routes with the same preferred source. */
    private boolean counts(Ifaddr other, Function<Ifaddr, Optional<Ifaddr>> primaryOf) {
        if (oldPrimary != null && inNetworkOf(other, oldPrimary)) {
            return false;
        }
        if (!other.isSecondary()) {
            if (!primary.local().equals(other.local())) {
                return false;
            }
            otherPrimary = other;
            sameSource |= primary != other;
            return true;
        }
        if (inNetworkOf(other, primary)) {
            otherPrimary = primary;
            return true;
        }
        if (!sameSource) {
            return false;
        }
        if (otherPrimary == null || !inNetworkOf(other, otherPrimary)) {
            otherPrimary = primaryOf.apply(other).orElse(null);
        }
        return otherPrimary != null && otherPrimary.local().equals(primary.local());
    }

    private static boolean inNetworkOf(Ifaddr other, Ifaddr network) {
        return other.prefixLength() == network.prefixLength() && network.matches(other.address());
    }

    private void note(Ifaddr other) {
        Ipv4Address own = address.broadcast().orElse(Ipv4Address.ANY);
        Ipv4Address others = other.broadcast().orElse(Ipv4Address.ANY);
        local |= address.local().equals(other.local());
        broadcast |= own.equals(others);
        highest |= addressHighest.equals(others);
        lowest |= addressLowest.equals(others);
        if (otherPrimary == other && other.prefixLength() < 31) {
            Ipv4Address low = other.prefix().network();
            Ipv4Address high = other.prefix().broadcast();
            if (!low.isZeronet()) {
                broadcast |= own.equals(high) || own.equals(low);
                highest |= addressHighest.equals(high) || addressHighest.equals(low);
                lowest |= addressLowest.equals(high) || addressLowest.equals(low);
            }
        }
    }
}
