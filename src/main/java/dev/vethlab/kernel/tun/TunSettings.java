package dev.vethlab.kernel.tun;

import java.util.OptionalLong;

/**
 * What a program asks of a device ({@code TUNSETIFF}, {@code TUNSETOWNER}, {@code TUNSETGROUP}).
 *
 * @param ethernet whether it carries frames (tap), or packets alone (tun)
 * @param packetInformation whether each packet is written with four bytes before it
 * @param networkHeader whether each packet is written with a header of {@code virtio_net} before it
 * @param multiQueue whether several programs may share it
 * @param oneQueue remembered only
 */
public record TunSettings(
        boolean ethernet,
        boolean packetInformation,
        boolean networkHeader,
        boolean multiQueue,
        boolean oneQueue,
        OptionalLong owner,
        OptionalLong group) {

    /** A tap device with nothing special about it. */
    public static final TunSettings TAP =
            new TunSettings(true, false, false, false, false, OptionalLong.empty(), OptionalLong.empty());

    /** A tun device with nothing special about it. */
    public static final TunSettings TUN =
            new TunSettings(false, false, false, false, false, OptionalLong.empty(), OptionalLong.empty());

    /** {@code tap} or {@code tun}. */
    public String type() {
        return ethernet ? "tap" : "tun";
    }
}
