package dev.vethlab.kernel.route;

import java.util.List;

/** The congestion controls of TCP that there are ({@code tcp_ca_get_key_by_name}), as the metric of a route names them. */
public final class CongestionControls {

    /** The key of a name that nobody knows. */
    public static final int UNKNOWN = -1;

    private static final List<String> NAMES = List.of("reno", "bbr", "cubic");

    private CongestionControls() {}

    /** What a metric keeps of a name: a number above 0, or {@link #UNKNOWN}. */
    public static int key(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? UNKNOWN : index + 1;
    }

    /** The name of a key ({@code tcp_ca_get_name_by_key}). */
    public static String name(int key) {
        return NAMES.get(key - 1);
    }
}
