package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;

/** The flags of a link under the names, and in the order, of {@code ip link} ({@code print_link_flags}). */
public final class LinkFlags {

    private static final int[] BITS = {
        DeviceFlags.IFF_LOOPBACK,
        DeviceFlags.IFF_BROADCAST,
        DeviceFlags.IFF_POINTOPOINT,
        DeviceFlags.IFF_MULTICAST,
        DeviceFlags.IFF_NOARP,
        DeviceFlags.IFF_ALLMULTI,
        DeviceFlags.IFF_PROMISC,
        DeviceFlags.IFF_MASTER,
        DeviceFlags.IFF_SLAVE,
        DeviceFlags.IFF_DEBUG,
        DeviceFlags.IFF_DYNAMIC,
        DeviceFlags.IFF_AUTOMEDIA,
        DeviceFlags.IFF_PORTSEL,
        DeviceFlags.IFF_NOTRAILERS,
        DeviceFlags.IFF_UP,
        DeviceFlags.IFF_LOWER_UP,
        DeviceFlags.IFF_DORMANT,
        DeviceFlags.IFF_ECHO
    };

    private static final String[] WORDS = {
        "LOOPBACK",
        "BROADCAST",
        "POINTOPOINT",
        "MULTICAST",
        "NOARP",
        "ALLMULTI",
        "PROMISC",
        "MASTER",
        "SLAVE",
        "DEBUG",
        "DYNAMIC",
        "AUTOMEDIA",
        "PORTSEL",
        "NOTRAILERS",
        "UP",
        "LOWER_UP",
        "DORMANT",
        "ECHO"
    };

    private LinkFlags() {}

    /** The names of those that are set, and NO-CARRIER first where a link that is up does not run. */
    public static List<String> names(int flags) {
        List<String> names = new ArrayList<>();
        if ((flags & DeviceFlags.IFF_UP) != 0 && (flags & DeviceFlags.IFF_RUNNING) == 0) {
            names.add("NO-CARRIER");
        }
        for (int i = 0; i < BITS.length; i++) {
            if ((flags & BITS[i]) != 0) {
                names.add(WORDS[i]);
            }
        }
        return names;
    }

    static void print(Output output, int flags, boolean lowerIsDown) {
        output.openArray("flags", "<");
        List<String> names = names(flags);
        for (int i = 0; i < names.size(); i++) {
            output.element(i < names.size() - 1 ? "%s," : "%s", names.get(i));
        }
        if (lowerIsDown) {
            output.element(",%s", "M-DOWN");
        }
        output.closeArray("> ");
    }
}
