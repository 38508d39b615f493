package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.tunnel.TunnelConfig;

/** What there is to tell of a tunnel ({@code ipip_fill_info}, {@code ipgre_fill_info}). */
public record TunnelInfo(TunnelConfig config, boolean external) implements LinkData {}
