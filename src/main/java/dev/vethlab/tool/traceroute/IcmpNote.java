package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.wire.IcmpMessage;

/** What traceroute says of an ICMP error behind the time ({@code parse_icmp_res}). */
final class IcmpNote {

    private IcmpNote() {}

    /** Whether the trace ends where the error came from. */
    static boolean ends(SocketError error) {
        return error.type() != IcmpMessage.TIME_EXCEEDED || error.code() != IcmpMessage.TTL_EXCEEDED;
    }

    static String of(SocketError error) {
        if (!ends(error)) {
            return "";
        }
        if (error.type() != IcmpMessage.DESTINATION_UNREACHABLE) {
            return "!<" + error.type() + "-" + error.code() + ">";
        }
        return switch (error.code()) {
            case 0, 6, 8, 11 -> "!N";
            case 1, 7, 12 -> "!H";
            case 9, 10, 13 -> "!X";
            case IcmpMessage.PORT_UNREACHABLE -> "";
            case IcmpMessage.PROTOCOL_UNREACHABLE -> "!P";
            case IcmpMessage.FRAGMENTATION_NEEDED -> "!F-" + error.info();
            case IcmpMessage.SOURCE_ROUTE_FAILED -> "!S";
            case 14 -> "!V";
            case 15 -> "!C";
            default -> "!<" + error.code() + ">";
        };
    }
}
