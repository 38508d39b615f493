package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.vxlan.VxlanConfig;

/** What there is to tell of a VXLAN device ({@code vxlan_fill_info}): its settings, to be read. */
public record VxlanInfo(VxlanConfig config) implements LinkData {}
