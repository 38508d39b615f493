package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.wire.Bytes;
import java.util.function.Function;

/** The IP options of replies in ping's words ({@code pr_options}); a route is told only when it has changed. */
final class OptionLines {

    private static final int LEAST_POINTER = 4;

    private final Function<Ipv4Address, String> shown;
    private final boolean repeatsRoutes;
    private Bytes lastRoute = Bytes.EMPTY;

    /**
     * @param shown how an address is printed
     * @param repeatsRoutes whether a route is told again though it is the same
     */
    OptionLines(Function<Ipv4Address, String> shown, boolean repeatsRoutes) {
        this.shown = shown;
        this.repeatsRoutes = repeatsRoutes;
    }

    String of(Bytes options) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < options.length() && options.at(at) != 0) {
            if (options.at(at) == 1) {
                text.append("\nNOP");
                at++;
                continue;
            }
            int length = at + 1 < options.length() ? options.at(at + 1) : 0;
            if (length < 2 || at + length > options.length()) {
                break;
            }
            Bytes option = options.slice(at, at + length);
            switch (option.at(0)) {
                case 131, 137 -> sourceRoute(text, option);
                case 7 -> recordedRoute(text, option);
                case 68 -> timestamps(text, option);
                default -> text.append("\nunknown option ").append(Integer.toHexString(option.at(0)));
            }
            at += length;
        }
        return text.toString();
    }

    private String address(Bytes option, int at) {
        Ipv4Address address = new Ipv4Address(at + 4 <= option.length() ? option.i32(at) : 0);
        return "\t" + (address.isAny() ? "0.0.0.0" : shown.apply(address));
    }

    private void sourceRoute(StringBuilder text, Bytes option) {
        text.append('\n').append(option.at(0) == 137 ? 'S' : 'L').append("SRR: ");
        int at = 3;
        for (int left = option.at(1); left > LEAST_POINTER; left -= 4) {
            text.append(address(option, at)).append('\n');
            at += 4;
        }
    }

    private void recordedRoute(StringBuilder text, Bytes option) {
        int used = Math.min(option.at(2), option.at(1)) - LEAST_POINTER;
        if (used <= 0) {
            return;
        }
        Bytes route = option.slice(2, Math.min(2 + used, option.length()));
        if (route.equals(lastRoute) && !repeatsRoutes) {
            text.append("\t(same route)");
            return;
        }
        lastRoute = route;
        text.append("\nRR: ");
        for (int at = 3; used > 0; used -= 4) {
            text.append(address(option, at)).append('\n');
            at += 4;
        }
    }

    private void timestamps(StringBuilder text, Bytes option) {
        int used = Math.min(option.at(2), option.at(1)) - 5;
        if (used <= 0) {
            return;
        }
        int flags = option.at(3);
        text.append("\nTS: ");
        long standard = 0;
        long other = 0;
        int at = 4;
        while (used > 0) {
            if ((flags & 15) != 0) {
                text.append(address(option, at));
                at += 4;
                used -= 4;
                if (used <= 0) {
                    break;
                }
            }
            long stamp = at + 4 <= option.length() ? option.i32(at) & 0xffff_ffffL : 0;
            at += 4;
            used -= 4;
            if ((stamp & 0x8000_0000L) != 0) {
                long value = stamp & 0x7fff_ffffL;
                text.append('\t')
                        .append(other == 0 ? value + " absolute not-standard" : value - other + " not-standard");
                other = value;
            } else {
                text.append('\t').append(standard == 0 ? stamp + " absolute" : String.valueOf(stamp - standard));
                standard = stamp;
            }
            text.append('\n');
        }
        if (flags >> 4 != 0) {
            text.append("Unrecorded hops: ").append(flags >> 4).append('\n');
        }
    }
}
