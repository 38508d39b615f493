package dev.vethlab.wire.print;

/** ICMPv6, neighbour discovery and MLD ({@code print-icmp6.c}). */
final class Icmpv6Printer {

    private static final int QUOTED = 8;
    private static final int QUOTED_DESTINATION = QUOTED + 24;
    private static final int TARGET = 8;
    private static final int MLD_LENGTH = 24;

    private Icmpv6Printer() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "icmp6";
        if (length == 0) {
            packet.print("ICMP6, length 0");
            packet.printInvalid();
            return;
        }
        int type = packet.u8(at);
        packet.print("ICMP6, ").print(name(type));
        int code = packet.u8(at + 1);
        switch (type) {
            case 1:
                if (code > 4) {
                    packet.print(", unknown unreach code (").print(code).print(")");
                    HexDump.print(packet, at, length);
                    return;
                }
                printUnreachable(packet, at, code);
                break;
            case 2:
                packet.print(", mtu " + packet.u32(at + 4));
                break;
            case 3:
                printTimeExceeded(packet, at, code);
                break;
            case 4:
                packet.require(at + QUOTED_DESTINATION, 16);
                printParameterProblem(packet, at, code);
                break;
            case 128:
            case 129:
                packet.print(", id " + packet.u16(at + 4) + ", seq " + packet.u16(at + 6));
                break;
            case 130:
                printListenerQuery(packet, at, length);
                break;
            case 131:
            case 132:
                printListener(packet, at);
                break;
            case 133:
            case 134:
            case 141:
            case 142:
            case 145:
            case 147:
                break;
            case 144:
            case 146:
                packet.print(", id 0x" + Dissection.hex(packet.u16(at + 4), 4));
                break;
            case 135:
                packet.print(", who has " + packet.ipv6(at + TARGET));
                break;
            case 136:
                packet.print(", tgt is " + packet.ipv6(at + TARGET));
                break;
            case 137:
                packet.print(", " + packet.ipv6(at + TARGET + 16) + " to " + packet.ipv6(at + TARGET));
                break;
            case 143:
                packet.print(
                        length < 8 ? " [invalid len " + length + "]" : ", " + packet.u16(at + 6) + " group record(s)");
                break;
            default:
                packet.print(", length ").print(length);
                HexDump.print(packet, at, length);
                return;
        }
        packet.print(", length ").print(length);
    }

    private static void printUnreachable(Dissection packet, int at, int code) {
        packet.print(", ").print(unreachable(code));
        switch (code) {
            case 0:
            case 1:
            case 3:
                packet.print(" " + packet.ipv6(at + QUOTED_DESTINATION));
                break;
            case 2:
                packet.print(" " + packet.ipv6(at + QUOTED_DESTINATION));
                packet.print(", source address " + packet.ipv6(at + QUOTED + 8));
                break;
            case 4:
                printPort(packet, at);
                break;
            default:
                break;
        }
    }

    private static void printPort(Dissection packet, int at) {
        int protocol = packet.u8(at + QUOTED + 6);
        if (!IpPayloadPrinter.printsAddresses(protocol)) {
            throw new Dissection.Truncated();
        }
        int port = packet.u16(at + QUOTED + 40 + 2);
        String to = ", " + packet.ipv6(at + QUOTED_DESTINATION);
        packet.print(to + (protocol == 6 ? " tcp port " : " udp port ") + port);
    }

    private static void printTimeExceeded(Dissection packet, int at, int code) {
        if (code == 0) {
            packet.print(" for " + packet.ipv6(at + QUOTED_DESTINATION));
        } else if (code == 1) {
            packet.print(" (reassembly)");
        } else {
            packet.print(", unknown code (").print(code).print(")");
        }
    }

    private static void printParameterProblem(Dissection packet, int at, int code) {
        String what = switch (code) {
            case 0 -> ", erroneous - octet ";
            case 1 -> ", next header - octet ";
            case 2 -> ", option - octet ";
            case 3 -> ", incomplete header chain - octet ";
            default -> "";
        };
        if (what.isEmpty()) {
            packet.print(", code-#").print(code);
        } else {
            packet.print(what + packet.u32(at + 4));
        }
    }

    private static void printListenerQuery(Dissection packet, int at, int length) {
        if (length == MLD_LENGTH) {
            printListener(packet, at);
        } else if (length < 28) {
            packet.print(" unknown-version (len ").print(length).print(") ");
        } else {
            packet.print(" v2");
            packet.print(" [gaddr " + packet.ipv6(at + 8));
            int sources = packet.u16(at + 26);
            if (sources > 0 && length < 28 + 16 * sources) {
                packet.print(" [invalid number of sources]");
            } else if (sources > 0) {
                packet.print(", ").print(sources).print(" source(s)");
            }
            packet.print("]");
        }
    }

    private static void printListener(Dissection packet, int at) {
        if (packet.has(at, MLD_LENGTH)) {
            packet.print("max resp delay: " + packet.u16(at + 4) + " addr: " + packet.ipv6(at + 8));
        }
    }

    private static String unreachable(int code) {
        return switch (code) {
            case 0 -> "unreachable route";
            case 1 -> " unreachable prohibited";
            case 2 -> "beyond scope";
            case 3 -> "unreachable address";
            default -> "unreachable port";
        };
    }

    private static String name(int type) {
        return switch (type) {
            case 1 -> "destination unreachable";
            case 2 -> "packet too big";
            case 3 -> "time exceeded in-transit";
            case 4 -> "parameter problem";
            case 128 -> "echo request";
            case 129 -> "echo reply";
            case 130 -> "multicast listener query";
            case 131 -> "multicast listener report";
            case 132 -> "multicast listener done";
            case 133 -> "router solicitation";
            case 134 -> "router advertisement";
            case 135 -> "neighbor solicitation";
            case 136 -> "neighbor advertisement";
            case 137 -> "redirect";
            case 138 -> "router renumbering";
            case 139 -> "who-are-you request";
            case 140 -> "who-are-you reply";
            case 141 -> "inverse neighbor solicitation";
            case 142 -> "inverse neighbor advertisement";
            case 143 -> "multicast listener report v2";
            case 144 -> "ha discovery request";
            case 145 -> "ha discovery reply";
            case 146 -> "mobile router solicitation";
            case 147 -> "mobile router advertisement";
            case 155 -> "RPL";
            case 200 -> "mtrace response";
            case 201 -> "mtrace message";
            default -> "unknown icmp6 type (" + type + ")";
        };
    }
}
