package dev.vethlab.tool.ping;

import dev.vethlab.wire.IcmpMessage;

/** What an ICMP message says, in ping's words ({@code pr_icmph}). */
final class IcmpText {

    private static final String[] UNREACHABLE = {
        "Destination Net Unreachable",
        "Destination Host Unreachable",
        "Destination Protocol Unreachable",
        "Destination Port Unreachable",
        "",
        "Source Route Failed",
        "Destination Net Unknown",
        "Destination Host Unknown",
        "Source Host Isolated",
        "Destination Net Prohibited",
        "Destination Host Prohibited",
        "Destination Net Unreachable for Type of Service",
        "Destination Host Unreachable for Type of Service",
        "Packet filtered",
        "Precedence Violation",
        "Precedence Cutoff"
    };
    private static final String[] REDIRECT = {
        "Redirect Network", "Redirect Host", "Redirect Type of Service and Network", "Redirect Type of Service and Host"
    };

    private IcmpText() {}

    /**
     * One line without its end.
     *
     * @param info the MTU or the pointer
     * @param gateway the gateway of a redirect, as it is to be shown
     */
    static String of(int type, int code, long info, String gateway) {
        return switch (type) {
            case IcmpMessage.ECHO_REPLY -> "Echo Reply";
            case IcmpMessage.DESTINATION_UNREACHABLE -> unreachable(code, info);
            case IcmpMessage.SOURCE_QUENCH -> "Source Quench";
            case IcmpMessage.REDIRECT ->
                (code < REDIRECT.length ? REDIRECT[code] : "Redirect, Bad Code: " + code) + "(New nexthop: " + gateway
                        + ")";
            case IcmpMessage.ECHO_REQUEST -> "Echo Request";
            case IcmpMessage.TIME_EXCEEDED -> timeExceeded(code);
            case IcmpMessage.PARAMETER_PROBLEM -> "Parameter problem: pointer = " + info;
            case IcmpMessage.TIMESTAMP_REQUEST -> "Timestamp";
            case IcmpMessage.TIMESTAMP_REPLY -> "Timestamp Reply";
            case 15 -> "Information Request";
            case 16 -> "Information Reply";
            case 17 -> "Address Mask Request";
            case 18 -> "Address Mask Reply";
            default -> "Bad ICMP type: " + type;
        };
    }

    private static String unreachable(int code, long mtu) {
        if (code == IcmpMessage.FRAGMENTATION_NEEDED) {
            return "Frag needed and DF set (mtu = " + mtu + ")";
        }
        return code < UNREACHABLE.length ? UNREACHABLE[code] : "Dest Unreachable, Bad Code: " + code;
    }

    private static String timeExceeded(int code) {
        return switch (code) {
            case IcmpMessage.TTL_EXCEEDED -> "Time to live exceeded";
            case IcmpMessage.REASSEMBLY_TIME_EXCEEDED -> "Frag reassembly time exceeded";
            default -> "Time exceeded, Bad Code: " + code;
        };
    }
}
