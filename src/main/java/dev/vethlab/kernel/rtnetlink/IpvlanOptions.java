package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.ipvlan.IpvlanMode;
import java.util.Optional;

/** What a request asks of an ipvlan device ({@code IFLA_IPVLAN_*}). */
public final class IpvlanOptions implements LinkOptions {
    public Optional<IpvlanMode> mode = Optional.empty();

    /** {@code IPVLAN_F_*}. */
    public Optional<Integer> flags = Optional.empty();
}
