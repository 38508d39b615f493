package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;
import java.util.OptionalInt;

/** What a request asks of a tunnel ({@code IFLA_IPTUN_*}, {@code IFLA_GRE_*}); what is not asked for is as in a new tunnel. */
public final class TunnelOptions implements LinkOptions {
    public Optional<Ipv4Address> local = Optional.empty();
    public Optional<Ipv4Address> remote = Optional.empty();

    /** The index of the device to leave by. */
    public OptionalInt device = OptionalInt.empty();

    /** 0 for the one inside. */
    public int ttl;

    /** 1 for the one inside. */
    public int tos;

    public boolean pathMtuDiscovery = true;
    public OptionalInt inKey = OptionalInt.empty();
    public OptionalInt outKey = OptionalInt.empty();
    public boolean inChecksum;
    public boolean outChecksum;
    public boolean inSequence;
    public boolean outSequence;
}
