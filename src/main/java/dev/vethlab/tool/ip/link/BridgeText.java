package dev.vethlab.tool.ip.link;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.bridge.BridgeId;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** Ids and timers as iproute2 prints them for bridges and their ports. */
final class BridgeText {

    private static final long NS_A_SECOND = 1_000_000_000;
    private static final long NS_A_HUNDREDTH = 10_000_000;

    private BridgeText() {}

    /** {@code br_dump_bridge_id}: octets without leading zeros. */
    static String id(BridgeId id) {
        MacAddress address = id.address();
        return String.format(
                Locale.ROOT,
                "%04x.%x:%x:%x:%x:%x:%x",
                id.priority(),
                address.octet(0),
                address.octet(1),
                address.octet(2),
                address.octet(3),
                address.octet(4),
                address.octet(5));
    }

    /** {@code _bridge_print_timer}. */
    static void printTimer(Output output, String name, long ns) {
        long seconds = ns / NS_A_SECOND;
        long hundredths = ns % NS_A_SECOND / NS_A_HUNDREDTH;
        output.jsonLiteral(name, String.format(Locale.ROOT, "%d.%02d", seconds, hundredths));
        output.text(String.format(Locale.ROOT, "%s %4d.%02d ", name, seconds, hundredths));
    }
}
