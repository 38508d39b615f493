package dev.vethlab.vswitch.flow;

import java.util.List;

/** The flags of a tunnel as they are printed ({@code flow_tun_flag_to_string}). */
public final class TunnelFlags {

    private static final List<String> NAMES = List.of("df", "csum", "key");

    private TunnelFlags() {}

    /** Set ones behind a plus sign, others behind a minus sign. */
    public static String write(long value, long mask) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((mask >> bit & 1) != 0) {
                text.append((value >> bit & 1) != 0 ? '+' : '-').append(NAMES.get(bit));
            }
        }
        return text.toString();
    }

    /** Set ones with a bar between them. */
    public static String write(long value) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((value >> bit & 1) != 0) {
                text.append(text.isEmpty() ? "" : "|").append(NAMES.get(bit));
            }
        }
        return text.toString();
    }
}
