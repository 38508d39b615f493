package dev.vethlab.tool.tc;

import java.util.Optional;
import java.util.OptionalLong;

/** Rates, which may be a share of the speed of a device ({@code get_percent_rate64}). */
final class RateReader {

    private static final double BITS_A_MBIT = 1e6;

    private RateReader() {}

    /** Bytes a second; empty where the word is no rate, after what is said about it on standard error. */
    static OptionalLong read(TcContext context, String word, String device) {
        return word.contains("%") ? share(context, word, device) : Units.rate(word);
    }

    private static OptionalLong share(TcContext context, String word, String device) {
        if (device.isEmpty()) {
            context.ip().err("No device specified; specify device to rate limit by percentage\n");
            return OptionalLong.empty();
        }
        int speed = context.net()
                .devices()
                .byName(device)
                .map(known -> known.speed())
                .orElse(0);
        Optional<Double> share = Units.percent(word);
        if (speed == 0) {
            return OptionalLong.empty();
        }
        if (share.isEmpty()) {
            context.ip().err("Specified rate value could not be read or is malformed\n");
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) (share.get() * speed * BITS_A_MBIT / 8));
    }
}
