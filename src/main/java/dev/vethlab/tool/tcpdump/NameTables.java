package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.hosts.Services;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of Debian's {@code /etc/protocols} that are in use in labs, and libpcap's own; ports are in {@link Services}. */
final class NameTables {

    private static final Map<String, String> PROTOCOLS = pairs(
            "ip 0 hopopt 0 icmp 1 igmp 2 ggp 3 ipencap 4 st 5 tcp 6 egp 8 igp 9 pup 12 udp 17 hmp 20 xns-idp 22 rdp 27 "
                    + "iso-tp4 29 dccp 33 xtp 36 ddp 37 idpr-cmtp 38 ipv6 41 ipv6-route 43 ipv6-frag 44 idrp 45 rsvp 46 "
                    + "gre 47 esp 50 ah 51 skip 57 ipv6-icmp 58 ipv6-nonxt 59 ipv6-opts 60 rspf 73 vmtp 81 eigrp 88 "
                    + "ospf 89 ax.25 93 ipip 94 etherip 97 encap 98 pim 103 ipcomp 108 vrrp 112 l2tp 115 isis 124 "
                    + "sctp 132 fc 133 mobility-header 135 udplite 136 mpls-in-ip 137 manet 138 hip 139");
    private static final Map<String, String> ETHER_PROTOCOLS =
            pairs("aarp 33011 arp 2054 atalk 32923 decnet 24579 ip 2048 ip6 34525 lat 24580 loopback 36864 mopdl 24577 "
                    + "moprc 24578 rarp 32821 sca 24583 iso 254 stp 66 ipx 224 netbeui 240");

    /**
     * A port by name.
     *
     * @param protocol {@code tcp} or {@code udp}, or nothing where the name is known for both
     */
    record Service(int port, String protocol) {}

    private NameTables() {}

    static Optional<Service> service(String name) {
        Optional<Integer> number = number(name);
        if (number.isPresent()) {
            return Optional.of(new Service(number.get(), ""));
        }
        Optional<Integer> tcp = Services.port(name, "tcp");
        Optional<Integer> udp = Services.port(name, "udp");
        if (tcp.isPresent()) {
            return Optional.of(new Service(tcp.get(), tcp.equals(udp) ? "" : "tcp"));
        }
        return udp.map(port -> new Service(port, "udp"));
    }

    private static Optional<Integer> number(String name) {
        return name.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
    }

    static Optional<Integer> protocol(String name) {
        return Optional.ofNullable(PROTOCOLS.get(name))
                .or(() -> upperCase(name))
                .map(Integer::valueOf);
    }

    /** {@code /etc/protocols} has each name in capitals too. */
    private static Optional<String> upperCase(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? Optional.ofNullable(PROTOCOLS.get(name.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    static Optional<Integer> etherProtocol(String name) {
        return Optional.ofNullable(ETHER_PROTOCOLS.get(name)).map(Integer::valueOf);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> map = new HashMap<>();
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            map.putIfAbsent(words[i], words[i + 1]);
        }
        return Map.copyOf(map);
    }
}
