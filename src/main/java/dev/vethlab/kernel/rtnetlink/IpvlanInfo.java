package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.ipvlan.IpvlanMode;

/**
 * What there is to tell of an ipvlan device ({@code ipvlan_nl_fillinfo}).
 *
 * @param flags {@code IPVLAN_F_*}
 */
public record IpvlanInfo(IpvlanMode mode, int flags) implements LinkData {}
