package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.tun.TunSettings;

/**
 * What there is to tell of a tun or tap device ({@code tun_fill_info}).
 *
 * @param readers how many programs have it open
 */
public record TunInfo(TunSettings settings, int readers) implements LinkData {}
