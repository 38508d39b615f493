package dev.vethlab.wire.print;

/** Which printer a protocol number means ({@code print-ip-demux.c}). */
final class IpPayloadPrinter {

    private static final int ICMP = 1;
    private static final int IGMP = 2;
    private static final int IPV4 = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6 = 41;
    private static final int ICMPV6 = 58;
    private static final int NO_NEXT_HEADER = 59;
    private static final int ND = 77;
    private static final int ETHERNET = 143;

    private IpPayloadPrinter() {}

    /** Whether the printer of the payload writes the addresses, because the ports stand beside them. */
    static boolean printsAddresses(int protocol) {
        return protocol == TCP || protocol == UDP;
    }

    static void print(Dissection packet, int at, int length, IpHeader header, int protocol) {
        packet.enter();
        switch (protocol) {
            case TCP:
                new TcpPrinter(packet, header, at, length).print();
                break;
            case UDP:
                UdpPrinter.print(packet, header, at, length);
                break;
            case ICMP:
                if (isOf(4, packet, header, "ICMP")) {
                    IcmpPrinter.print(packet, at, length);
                }
                break;
            case ICMPV6:
                if (isOf(6, packet, header, "ICMPv6")) {
                    Icmpv6Printer.print(packet, at, length);
                }
                break;
            case IGMP:
                if (isOf(4, packet, header, "IGMP")) {
                    IgmpPrinter.print(packet, at, length);
                }
                break;
            case ETHERNET:
                if (isOf(6, packet, header, "Ethernet")) {
                    EthernetPrinter.print(packet, at, length);
                }
                break;
            case IPV4:
                Ipv4Printer.print(packet, at, length);
                break;
            case IPV6:
                Ipv6Printer.print(packet, at, length);
                break;
            case ND:
                packet.print(" nd ").print(length);
                break;
            case NO_NEXT_HEADER:
                packet.print("no next header");
                break;
            default:
                packet.print(" ip-proto-").print(protocol).print(" ").print(length);
                break;
        }
    }

    private static boolean isOf(int version, Dissection packet, IpHeader header, String name) {
        if (header.version() != version) {
            packet.print("[").print(name).print(" requires IPv").print(version).print("]");
            packet.printInvalid();
        }
        return header.version() == version;
    }
}
