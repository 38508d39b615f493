package dev.vethlab.tool.ip.grammar;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Realms in words ({@code get_rt_realms_or_raw}, {@code rtnl_rtrealm_n2a}, /etc/iproute2/rt_realms). */
public final class Realms {

    private Realms() {}

    /** Reads {@code TO}, {@code FROM/TO} or a number in hexadecimal: the source realm goes into the upper half. */
    public static OptionalInt read(String word) {
        if (word.startsWith("0x")) {
            OptionalLong raw = Numbers.u32(word, 0);
            return raw.isPresent() ? OptionalInt.of((int) raw.getAsLong()) : OptionalInt.empty();
        }
        int slash = word.indexOf('/');
        OptionalInt from = slash < 0 ? OptionalInt.of(0) : realm(word.substring(0, slash));
        String behind = slash < 0 ? word : word.substring(slash + 1);
        OptionalInt to = slash >= 0 && behind.isEmpty() ? OptionalInt.of(0) : realm(behind);
        return from.isPresent() && to.isPresent()
                ? OptionalInt.of(from.getAsInt() << 16 | to.getAsInt())
                : OptionalInt.empty();
    }

    private static OptionalInt realm(String word) {
        if (word.equals("cosmos")) {
            return OptionalInt.of(0);
        }
        OptionalInt number = Numbers.u16(word, 0);
        return number.isPresent() && number.getAsInt() <= 255 ? number : OptionalInt.empty();
    }

    /** The word for one realm. */
    public static String name(int realm, boolean numeric) {
        return realm == 0 && !numeric ? "cosmos" : Integer.toString(realm);
    }
}
