package dev.vethlab.wire.print;

/** IGMP versions 1 to 3 ({@code print-igmp.c}). */
final class IgmpPrinter {

    private static final long[] SECONDS = {31536000, 604800, 86400, 3600, 60, 1};
    private static final String UNITS = "ywdhms";

    private IgmpPrinter() {}

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "igmp";
        int type = packet.u8(at);
        switch (type) {
            case 0x11:
                packet.print("igmp query");
                printQuery(packet, at, length);
                break;
            case 0x12:
                packet.print("igmp v1 report " + packet.ipv4(at + 4));
                printUnusualLength(packet, length);
                break;
            case 0x16:
                packet.print("igmp v2 report " + packet.ipv4(at + 4));
                break;
            case 0x17:
                packet.print("igmp leave " + packet.ipv4(at + 4));
                break;
            case 0x1e:
                printTrace(packet, "mresp", at, length);
                break;
            case 0x1f:
                printTrace(packet, "mtrace", at, length);
                break;
            case 0x22:
                packet.print("igmp v3 report");
                printVersion3Report(packet, at, length);
                break;
            default:
                packet.print("igmp-").print(type);
                break;
        }
    }

    private static void printQuery(Dissection packet, int at, int length) {
        if (length >= 12) {
            printVersion3Query(packet, at, length);
            return;
        }
        int responseTime = packet.u8(at + 1);
        packet.print(responseTime == 0 ? " v1" : " v2");
        if (responseTime != 0 && responseTime != 100) {
            packet.print(" [max resp time ").print(responseTime).print("]");
        }
        if (packet.i32(at + 4) != 0) {
            packet.print(" [gaddr " + packet.ipv4(at + 4) + "]");
        }
        printUnusualLength(packet, length);
    }

    private static void printVersion3Query(Dissection packet, int at, int length) {
        packet.print(" v3");
        if ((length & 3) != 0) {
            packet.print(" [invalid len ").print(length).print("]");
            return;
        }
        int code = packet.u8(at + 1);
        if (code != 100) {
            packet.print(" [max resp time ").print(responseTime(code)).print("]");
        }
        if (packet.i32(at + 4) == 0) {
            return;
        }
        packet.print(" [gaddr " + packet.ipv4(at + 4));
        int sources = packet.u16(at + 10);
        if (sources > 0 && length < 12 + 4 * sources) {
            packet.print(" [invalid number of sources]");
        } else if (sources > 0) {
            packet.print(", ").print(sources).print(" source(s)");
        }
        packet.print("]");
    }

    /** The exponential code of RFC 3376 section 4.1.1, in tenths of a second, as text. */
    private static String responseTime(int code) {
        int tenths = code < 128 ? code : (code & 0x0f | 0x10) << ((code >> 4 & 7) + 3);
        return tenths < 600 ? tenths / 10 + "." + tenths % 10 + "s" : span(tenths / 10);
    }

    /** {@code unsigned_relts_print}. */
    private static String span(long seconds) {
        StringBuilder text = new StringBuilder();
        long rest = seconds;
        for (int i = 0; i < SECONDS.length; i++) {
            if (rest >= SECONDS[i]) {
                text.append(rest / SECONDS[i]).append(UNITS.charAt(i));
                rest %= SECONDS[i];
            }
        }
        return text.toString();
    }

    private static void printVersion3Report(Dissection packet, int at, int length) {
        if (length < 16 || (length & 3) != 0) {
            packet.print(" [invalid len ").print(length).print("]");
            return;
        }
        packet.print(", " + packet.u16(at + 6) + " group record(s)");
    }

    private static void printTrace(Dissection packet, String name, int at, int length) {
        if (length < 24) {
            packet.print(" [invalid len " + length + "]");
            return;
        }
        packet.print(name + " " + packet.u24(at + 21) + ": " + packet.ipv4(at + 8) + " to " + packet.ipv4(at + 12)
                + " reply-to " + packet.ipv4(at + 16));
        if (packet.u8(at + 16) >> 4 == 0xe) {
            packet.print(" with-ttl " + packet.u8(at + 20));
        }
    }

    private static void printUnusualLength(Dissection packet, int length) {
        if (length != 8) {
            packet.print(" [len ").print(length).print("]");
        }
    }
}
