package dev.vethlab.wire.print;

/** ICMP ({@code print-icmp.c}). */
final class IcmpPrinter {

    private static final int QUOTED = 8;
    private static final int QUOTED_PROTOCOL = QUOTED + 9;
    private static final int QUOTED_DESTINATION = QUOTED + 16;

    private IcmpPrinter() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "icmp";
        // Nothing of the message is shown unless all of it can be.
        String message = message(packet, at, packet.u8(at), packet.u8(at + 1));
        packet.print("ICMP ").print(message).print(", length ").print(length);
    }

    private static String message(Dissection packet, int at, int type, int code) {
        switch (type) {
            case 0:
            case 8:
                String kind = type == 8 ? "request" : "reply";
                return "echo " + kind + ", id " + packet.u16(at + 4) + ", seq " + packet.u16(at + 6);
            case 3:
                return unreachable(packet, at, code);
            case 5:
                return redirect(packet, at, code);
            case 9:
                return routerAdvertisement(packet, at);
            case 11:
                packet.require(at + QUOTED_DESTINATION, 4);
                return timeExceeded(code);
            case 12:
                return code != 0
                        ? "parameter problem - code " + code
                        : "parameter problem - octet " + packet.u8(at + 4);
            case 13:
                return "time stamp query id " + packet.u16(at + 4) + " seq " + packet.u16(at + 6);
            case 14:
                return timestampReply(packet, at);
            case 18:
                return "address mask is 0x" + Dissection.hex(packet.i32(at + 8), 8);
            default:
                return name(type);
        }
    }

    private static String name(int type) {
        return switch (type) {
            case 4 -> "source quench";
            case 10 -> "router solicitation";
            case 15 -> "information request";
            case 16 -> "information reply";
            case 17 -> "address mask request";
            default -> "type-#" + type;
        };
    }

    private static String unreachable(Dissection packet, int at, int code) {
        if (code == 3) {
            return portUnreachable(packet, at);
        }
        String to = packet.ipv4(at + QUOTED_DESTINATION);
        return switch (code) {
            case 0 -> "net " + to + " unreachable";
            case 1 -> "host " + to + " unreachable";
            case 2 -> to + " protocol " + packet.u8(at + QUOTED_PROTOCOL) + " unreachable";
            case 4 -> to + " unreachable - need to frag" + mtu(packet.u16(at + 6));
            case 5 -> to + " unreachable - source route failed";
            case 6 -> "net " + to + " unreachable - unknown";
            case 7 -> "host " + to + " unreachable - unknown";
            case 8 -> to + " unreachable - source host isolated";
            case 9 -> "net " + to + " unreachable - admin prohibited";
            case 10 -> "host " + to + " unreachable - admin prohibited";
            case 11 -> "net " + to + " unreachable - tos prohibited";
            case 12 -> "host " + to + " unreachable - tos prohibited";
            case 13 -> "host " + to + " unreachable - admin prohibited filter";
            case 14 -> "host " + to + " unreachable - host precedence violation";
            case 15 -> "host " + to + " unreachable - precedence cutoff";
            default -> to + " unreachable - #" + code;
        };
    }

    private static String mtu(int mtu) {
        return mtu == 0 ? "" : " (mtu " + mtu + ")";
    }

    private static String portUnreachable(Dissection packet, int at) {
        int protocol = packet.u8(at + QUOTED_PROTOCOL);
        int port = packet.u16(at + QUOTED + ((packet.u8(at + QUOTED) & 15) << 2) + 2);
        String to = packet.ipv4(at + QUOTED_DESTINATION);
        return switch (protocol) {
            case 6 -> to + " tcp port " + port + " unreachable";
            case 17 -> to + " udp port " + port + " unreachable";
            default -> to + " protocol " + protocol + " port " + port + " unreachable";
        };
    }

    private static String redirect(Dissection packet, int at, int code) {
        String to = packet.ipv4(at + QUOTED_DESTINATION);
        String gateway = packet.ipv4(at + 4);
        return switch (code) {
            case 0 -> "redirect " + to + " to net " + gateway;
            case 1 -> "redirect " + to + " to host " + gateway;
            case 2 -> "redirect-tos " + to + " to net " + gateway;
            case 3 -> "redirect-tos " + to + " to host " + gateway;
            default -> "redirect-#" + code + " " + to + " to " + gateway;
        };
    }

    private static String timeExceeded(int code) {
        return switch (code) {
            case 0 -> "time exceeded in-transit";
            case 1 -> "ip reassembly time exceeded";
            default -> "time exceeded-#" + code;
        };
    }

    private static String routerAdvertisement(Dissection packet, int at) {
        int count = packet.u8(at + 4);
        int size = packet.u8(at + 5);
        StringBuilder text = new StringBuilder("router advertisement lifetime ");
        text.append(lifetime(packet.u16(at + 6))).append(' ').append(count).append(':');
        if (size != 2) {
            return text.append(" [size ").append(size).append(']').toString();
        }
        for (int i = 0; i < count; i++) {
            int entry = at + 8 + 8 * i;
            text.append(" {")
                    .append(packet.ipv4(entry))
                    .append(' ')
                    .append(packet.u32(entry + 4))
                    .append('}');
        }
        return text.toString();
    }

    private static String lifetime(int seconds) {
        if (seconds < 60) {
            return Integer.toString(seconds);
        }
        return seconds < 3600
                ? seconds / 60 + ":" + two(seconds % 60)
                : seconds / 3600 + ":" + two(seconds % 3600 / 60) + ":" + two(seconds % 60);
    }

    private static String timestampReply(Dissection packet, int at) {
        packet.require(at + 16, 4);
        return "time stamp reply id " + packet.u16(at + 4) + " seq " + packet.u16(at + 6)
                + ": org " + timeOfDay(packet.u32(at + 8))
                + ", recv " + timeOfDay(packet.u32(at + 12))
                + ", xmit " + timeOfDay(packet.u32(at + 16));
    }

    private static String timeOfDay(long millis) {
        long seconds = millis / 1000;
        String fraction = Long.toString(1000 + millis % 1000).substring(1);
        return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) + "." + fraction;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
