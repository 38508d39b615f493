package dev.vethlab.tool.ip.nexthop;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.Output;

/** What routes and nexthop objects print alike: flags, gateways, devices ({@code print_rt_flags} and its kin). */
public final class NextHopText {

    private static final int[] FLAGS = {0x1, 0x4, 0x2, 0x8, 0x40, 0x100, 0x10, 0x20, 0x4000, 0x8000, 0x2000_0000};
    private static final String[] WORDS = {
        "dead",
        "onlink",
        "pervasive",
        "offload",
        "trap",
        "notify",
        "linkdown",
        "unresolved",
        "rt_offload",
        "rt_trap",
        "rt_offload_failed"
    };

    private NextHopText() {}

    /** {@code print_rt_flags}. */
    public static void flags(Output output, int flags) {
        output.openArray("flags");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & FLAGS[i]) != 0) {
                output.element("%s ", WORDS[i]);
            }
        }
        output.closeArray();
    }

    /** {@code __print_rta_gateway}. */
    public static void gateway(Output output, Ipv4Address gateway) {
        output.text("via ");
        output.string(Color.INET, "gateway", "%s ", gateway.toString());
    }

    /** {@code print_rta_ifidx}. */
    public static void device(Output output, String key, String name) {
        output.text(key + " ");
        output.string(Color.IFNAME, key, "%s ", name);
    }
}
