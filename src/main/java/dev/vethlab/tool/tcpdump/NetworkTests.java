package dev.vethlab.tool.tcpdump;

import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.tcpdump.Qualifiers.Direction;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Conditions on addresses, protocols and ports ({@code gen_host}, {@code gen_proto}, {@code gen_port}). */
final class NetworkTests {

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;
    private static final int RARP = 0x8035;
    private static final int IPV6_FRAGMENT = 44;

    private static final Map<String, Integer> IP_PROTOCOLS = Map.ofEntries(
            Map.entry("sctp", 132),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("igrp", 9),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("carp", 112),
            Map.entry("icmp6", 58),
            Map.entry("ah", 51),
            Map.entry("esp", 50));
    private static final Set<String> IPV4_ONLY = Set.of("icmp", "igmp", "igrp", "vrrp", "carp");
    private static final Map<String, Integer> LINK_PROTOCOLS = Map.ofEntries(
            Map.entry("ip", IPV4),
            Map.entry("ip6", IPV6),
            Map.entry("arp", ARP),
            Map.entry("rarp", RARP),
            Map.entry("atalk", 0x809b),
            Map.entry("aarp", 0x80f3),
            Map.entry("decnet", 0x6003),
            Map.entry("sca", 0x6007),
            Map.entry("lat", 0x6004),
            Map.entry("mopdl", 0x6001),
            Map.entry("moprc", 0x6002),
            Map.entry("iso", 0xfe),
            Map.entry("stp", 0x42),
            Map.entry("ipx", 0xe0),
            Map.entry("netbeui", 0xf0));
    private static final Set<String> PORT_PROTOCOLS = Set.of("tcp", "udp", "sctp");

    private final LinkTests link;

    NetworkTests(LinkTests link) {
        this.link = link;
    }

    /** That a packet is of the protocol whose name stands alone ({@code gen_proto_abbrev}). */
    FilterCondition protocol(String name) throws FilterException {
        Integer type = LINK_PROTOCOLS.get(name);
        if (type != null) {
            return link.type(type);
        }
        Integer number = IP_PROTOCOLS.get(name);
        if (number == null) {
            throw new FilterException(
                    name.equals("ether")
                            ? "link layer applied in wrong context"
                            : name.equals("radio") ? "'radio' is not a valid protocol type" : unsupported(name));
        }
        String within = IPV4_ONLY.contains(name) ? "ip" : name.equals("icmp6") ? "ip6" : Qualifiers.DEFAULT;
        return protocol(number, within);
    }

    /** That a packet carries this protocol number inside another protocol ({@code gen_proto}). */
    FilterCondition protocol(int number, String within) throws FilterException {
        int at = link.payload();
        switch (within) {
            case Qualifiers.DEFAULT:
                return protocol(number, "ip").or(protocol(number, "ip6"));
            case "ether":
                return link.type(number);
            case "ip":
                return link.type(IPV4).and(packet -> packet.u8(at + 9) == number);
            case "ip6":
                FilterCondition fragment = packet -> packet.u8(at + 6) == IPV6_FRAGMENT && packet.u8(at + 40) == number;
                FilterCondition direct = packet -> packet.u8(at + 6) == number;
                return link.type(IPV6).and(direct.or(fragment));
            case "arp":
            case "rarp":
                throw new FilterException(within + " does not encapsulate another protocol");
            case "atalk":
                throw new FilterException("AppleTalk encapsulation is not specifiable");
            case "decnet":
                throw new FilterException("DECNET encapsulation is not specifiable");
            case "lat":
            case "sca":
            case "moprc":
            case "mopdl":
                throw new FilterException(within.toUpperCase(Locale.ROOT) + " does not encapsulate another protocol");
            case "iso":
                return link.type(0xfe).and(packet -> packet.u8(at + 3) == number);
            default:
                throw new FilterException("'" + within + " proto' is bogus");
        }
    }

    /** That an address of the packet lies in a network ({@code gen_host}). */
    FilterCondition host(int address, int mask, Qualifiers qualifiers) throws FilterException {
        Direction direction = qualifiers.direction();
        String kind = qualifiers.type() == Qualifiers.Type.NET ? "net" : "host";
        switch (qualifiers.protocol()) {
            case Qualifiers.DEFAULT:
                FilterCondition arp = address(address, mask, ARP, direction);
                return address(address, mask, RARP, direction)
                        .or(address(address, mask, IPV4, direction).or(arp));
            case "ip":
                return address(address, mask, IPV4, direction);
            case "arp":
                return address(address, mask, ARP, direction);
            case "rarp":
                return address(address, mask, RARP, direction);
            case "ether":
                throw new FilterException("link-layer modifier applied to " + kind);
            case "ip6":
                throw new FilterException("'ip6' modifier applied to ip host");
            case "atalk":
                throw new FilterException("AppleTalk host filtering not implemented");
            case "lat":
            case "sca":
            case "moprc":
            case "mopdl":
            case "aarp":
            case "iso":
            case "ipx":
                throw new FilterException(
                        qualifiers.protocol().toUpperCase(Locale.ROOT) + " host filtering not implemented");
            default:
                throw new FilterException("'" + qualifiers.protocol() + "' modifier applied to " + kind);
        }
    }

    private FilterCondition address(int address, int mask, int type, Direction direction) {
        int at = link.payload();
        int sourceAt = at + (type == IPV4 ? 12 : 14);
        int destinationAt = at + (type == IPV4 ? 16 : 24);
        FilterCondition ofType = link.type(type);
        if (mask == 0) {
            return ofType;
        }
        FilterCondition source = ofType.and(packet -> (packet.load(sourceAt, 4) & mask) == address);
        FilterCondition destination = ofType.and(packet -> (packet.load(destinationAt, 4) & mask) == address);
        return LinkTests.combine(source, destination, direction);
    }

    /** The same for IPv6 ({@code gen_host6}). */
    FilterCondition host6(Ipv6Address address, int prefix, Qualifiers qualifiers) throws FilterException {
        String protocol = qualifiers.protocol();
        String kind = qualifiers.type() == Qualifiers.Type.NET ? "net" : "host";
        if (protocol.equals("ether")) {
            throw new FilterException("link-layer modifier applied to ip6 " + kind);
        }
        if (!protocol.isEmpty() && !protocol.equals("ip6")) {
            throw new FilterException("'" + protocol + "' modifier applied to ip6 " + kind);
        }
        int at = link.payload();
        FilterCondition ofType = link.type(IPV6);
        FilterCondition source = ofType.and(packet -> matches(packet, at + 8, address, prefix));
        FilterCondition destination = ofType.and(packet -> matches(packet, at + 24, address, prefix));
        return LinkTests.combine(source, destination, qualifiers.direction());
    }

    private static boolean matches(FilterPacket packet, int at, Ipv6Address address, int prefix) {
        for (int word = 3; word >= 0; word--) {
            int bits = Math.max(0, Math.min(32, prefix - 32 * word));
            int mask = bits == 0 ? 0 : -1 << 32 - bits;
            int wanted = (int) ((word < 2 ? address.high() : address.low()) >> (word % 2 == 0 ? 32 : 0));
            if (mask != 0 && (packet.load(at + 4 * word, 4) & mask) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** That a port lies between two, in any order ({@code gen_port}, {@code gen_portrange}). */
    FilterCondition port(int first, int second, String protocol, Direction direction) {
        int at = link.payload();
        int low = Math.min(first, second);
        int high = Math.max(first, second);
        FilterCondition ofIpv4 = link.type(IPV4).and(ofProtocols(protocol, number -> {
            FilterCondition whole = packet -> packet.u8(at + 9) == number && (packet.u16(at + 6) & 0x1fff) == 0;
            return whole.and(LinkTests.combine(
                    packet -> isBetween(packet.u16(transport(packet, at)), low, high),
                    packet -> isBetween(packet.u16(transport(packet, at) + 2), low, high),
                    direction));
        }));
        FilterCondition ofIpv6 = link.type(IPV6).and(ofProtocols(protocol, number -> {
            FilterCondition direct = packet -> packet.u8(at + 6) == number;
            return direct.and(LinkTests.combine(
                    packet -> isBetween(packet.u16(at + 40), low, high),
                    packet -> isBetween(packet.u16(at + 42), low, high),
                    direction));
        }));
        return ofIpv6.or(ofIpv4);
    }

    private static FilterCondition ofProtocols(String protocol, IntFunction<FilterCondition> test) {
        if (!protocol.isEmpty()) {
            return test.apply(Objects.requireNonNull(IP_PROTOCOLS.get(protocol), protocol));
        }
        return test.apply(132).or(test.apply(6).or(test.apply(17)));
    }

    private static boolean isBetween(int port, int low, int high) {
        return port >= low && port <= high;
    }

    private static int transport(FilterPacket packet, int at) {
        return at + ((packet.u8(at) & 15) << 2);
    }

    /** The value at an offset into the header of a protocol ({@code gen_load}). */
    FilterValue load(String protocol, FilterValue index, int size) throws FilterException {
        if (size != 1 && size != 2 && size != 4) {
            throw new FilterException("data size must be 1, 2, or 4");
        }
        int at = link.payload();
        FilterValue.Number offset = index.number();
        Optional<FilterCondition> before = index.check();
        if (protocol.equals("ether")) {
            FilterValue.Number value = packet -> packet.load(offset.of(packet), size);
            return new FilterValue(before, index.first(), value);
        }
        if (protocol.equals("icmp6")) {
            FilterCondition ofIcmp = link.type(IPV6).and(packet -> packet.u8(at + 6) == 58);
            return index.load(after(before, ofIcmp), packet -> packet.load(at + 40 + offset.of(packet), size));
        }
        if (LINK_PROTOCOLS.containsKey(protocol) && isNetworkLayer(protocol)) {
            FilterCondition check = after(before, protocol(protocol));
            return index.load(check, packet -> packet.load(at + offset.of(packet), size));
        }
        if (!IP_PROTOCOLS.containsKey(protocol) || protocol.equals("ah") || protocol.equals("esp")) {
            throw new FilterException(
                    protocol.equals("radio")
                            ? "radio information not present in capture"
                            : "unsupported index operation");
        }
        FilterCondition firstFragment = protocol(protocol).and(packet -> (packet.u16(at + 6) & 0x1fff) == 0);
        FilterCondition check = link.type(IPV4).and(after(before, firstFragment));
        return index.load(check, packet -> packet.load(transport(packet, at) + offset.of(packet), size));
    }

    private static boolean isNetworkLayer(String protocol) {
        return !protocol.equals("aarp")
                && !protocol.equals("iso")
                && !protocol.equals("stp")
                && !protocol.equals("ipx")
                && !protocol.equals("netbeui");
    }

    private static FilterCondition after(Optional<FilterCondition> before, FilterCondition test) {
        return before.isPresent() ? before.get().and(test) : test;
    }

    static boolean hasPorts(String protocol) {
        return protocol.isEmpty() || PORT_PROTOCOLS.contains(protocol);
    }

    static String unsupported(String word) {
        return "'" + word + "' is not simulated";
    }
}
