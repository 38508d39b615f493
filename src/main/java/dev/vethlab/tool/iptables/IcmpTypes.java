package dev.vethlab.tool.iptables;

import java.util.List;

/** The names of ICMP types and codes ({@code libxt_icmp.h}). */
record IcmpTypes(String name, int type, int code) {

    /** The code that stands for all. */
    static final int ANY_CODE = -1;

    /** The type that stands for all. */
    static final int ANY = 255;

    private static final List<IcmpTypes> ALL = List.of(
            new IcmpTypes("any", ANY, ANY_CODE),
            new IcmpTypes("echo-reply", 0, ANY_CODE),
            new IcmpTypes("pong", 0, ANY_CODE),
            new IcmpTypes("destination-unreachable", 3, ANY_CODE),
            new IcmpTypes("network-unreachable", 3, 0),
            new IcmpTypes("host-unreachable", 3, 1),
            new IcmpTypes("protocol-unreachable", 3, 2),
            new IcmpTypes("port-unreachable", 3, 3),
            new IcmpTypes("fragmentation-needed", 3, 4),
            new IcmpTypes("source-route-failed", 3, 5),
            new IcmpTypes("network-unknown", 3, 6),
            new IcmpTypes("host-unknown", 3, 7),
            new IcmpTypes("network-prohibited", 3, 9),
            new IcmpTypes("host-prohibited", 3, 10),
            new IcmpTypes("communication-prohibited", 3, 13),
            new IcmpTypes("source-quench", 4, ANY_CODE),
            new IcmpTypes("redirect", 5, ANY_CODE),
            new IcmpTypes("network-redirect", 5, 0),
            new IcmpTypes("host-redirect", 5, 1),
            new IcmpTypes("echo-request", 8, ANY_CODE),
            new IcmpTypes("ping", 8, ANY_CODE),
            new IcmpTypes("router-advertisement", 9, ANY_CODE),
            new IcmpTypes("router-solicitation", 10, ANY_CODE),
            new IcmpTypes("time-exceeded", 11, ANY_CODE),
            new IcmpTypes("ttl-exceeded", 11, ANY_CODE),
            new IcmpTypes("ttl-zero-during-transit", 11, 0),
            new IcmpTypes("ttl-zero-during-reassembly", 11, 1),
            new IcmpTypes("parameter-problem", 12, ANY_CODE),
            new IcmpTypes("ip-header-bad", 12, 0),
            new IcmpTypes("timestamp-request", 13, ANY_CODE),
            new IcmpTypes("timestamp-reply", 14, ANY_CODE),
            new IcmpTypes("address-mask-request", 17, ANY_CODE),
            new IcmpTypes("address-mask-reply", 18, ANY_CODE));

    static IcmpTypes parse(String text) throws ParameterException {
        for (IcmpTypes known : ALL) {
            if (known.name.equals(text)) {
                return known;
            }
        }
        if (!text.matches("\\d{1,3}(/\\d{1,3})?")) {
            throw ParameterException.problem("Unknown ICMP type `" + text + "'");
        }
        String[] parts = text.split("/");
        int type = Integer.parseInt(parts[0]);
        return new IcmpTypes("", type, parts.length > 1 ? Integer.parseInt(parts[1]) : ANY_CODE);
    }

    String save() {
        return type == ANY ? "any" : type + (code == ANY_CODE ? "" : "/" + code);
    }

    String numeric() {
        return " icmptype " + type + (code == ANY_CODE ? "" : " code " + code);
    }

    String named() {
        for (IcmpTypes known : ALL) {
            if (known.type == type && known.code == code) {
                return " icmp " + known.name;
            }
        }
        return numeric();
    }
}
