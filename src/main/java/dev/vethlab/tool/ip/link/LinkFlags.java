package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.ip.grammar.Output;

/** The flags of a link between angle brackets ({@code print_link_flags}). */
final class LinkFlags {

    private static final int[] BITS = {
        NetDevice.IFF_LOOPBACK,
        NetDevice.IFF_BROADCAST,
        NetDevice.IFF_POINTOPOINT,
        NetDevice.IFF_MULTICAST,
        NetDevice.IFF_NOARP,
        NetDevice.IFF_ALLMULTI,
        NetDevice.IFF_PROMISC,
        NetDevice.IFF_MASTER,
        NetDevice.IFF_SLAVE,
        NetDevice.IFF_DEBUG,
        NetDevice.IFF_DYNAMIC,
        NetDevice.IFF_AUTOMEDIA,
        NetDevice.IFF_PORTSEL,
        NetDevice.IFF_NOTRAILERS,
        NetDevice.IFF_UP,
        NetDevice.IFF_LOWER_UP,
        NetDevice.IFF_DORMANT,
        NetDevice.IFF_ECHO
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

    static void print(Output output, int flags, boolean lowerIsDown) {
        int left = flags & ~NetDevice.IFF_RUNNING;
        output.openArray("flags", "<");
        if ((flags & NetDevice.IFF_UP) != 0 && left == flags) {
            output.element("%s,", "NO-CARRIER");
        }
        for (int i = 0; i < BITS.length; i++) {
            if ((left & BITS[i]) != 0) {
                left &= ~BITS[i];
                output.element(left != 0 ? "%s," : "%s", WORDS[i]);
            }
        }
        if (lowerIsDown) {
            output.element(",%s", "M-DOWN");
        }
        output.closeArray("> ");
    }
}
