package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A next hop of a route or of a nexthop object ({@code struct fib_nh}): a device, and perhaps a gateway behind it. */
public final class FibNh {

    final int weight;
    final int realm;
    final boolean hasGateway;
    final Ipv4Address gateway;
    int oif;

    @Nullable
    NetDevice device;

    int flags;
    int scope;
    int upperBound;
    Ipv4Address source = Ipv4Address.ANY;
    long sourceGeneration = -1;

    @Nullable
    NextHopExceptions exceptions;

    @Nullable
    CachedRoute output;

    @Nullable
    CachedRoute input;

    FibNh(HopConfig config) {
        this.weight = config.weight();
        this.realm = config.realm();
        this.hasGateway = config.gateway().isPresent();
        this.gateway = config.gateway().orElse(Ipv4Address.ANY);
        this.oif = config.oif();
        this.flags = config.flags();
    }

    /** The device that it leads out by; empty for the routes that refuse. */
    public Optional<NetDevice> device() {
        return Optional.ofNullable(device);
    }

    public Optional<Ipv4Address> gateway() {
        return hasGateway ? Optional.of(gateway) : Optional.empty();
    }

    /** See {@link NextHopFlags}. */
    public int flags() {
        return flags;
    }

    /** How near the next hop itself is ({@code nhc_scope}). */
    public int scope() {
        return scope;
    }

    public int weight() {
        return weight;
    }

    /** The realms that its packets belong to, source realm in the upper half; 0 for none. */
    public int realm() {
        return realm;
    }

    boolean isDead() {
        return (flags & NextHopFlags.DEAD) != 0;
    }

    boolean isLinkDown() {
        return (flags & NextHopFlags.LINKDOWN) != 0;
    }

    /** The comparison of {@code nh_comp}. */
    boolean sameAs(FibNh other) {
        return oif == other.oif
                && hasGateway == other.hasGateway
                && gateway.bits() == other.gateway.bits()
                && scope == other.scope
                && weight == other.weight
                && realm == other.realm
                && ((flags ^ other.flags) & ~NextHopFlags.STATE) == 0;
    }
}
