package dev.vethlab.verify.normal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What IPv4 carries, as text. */
final class PayloadText {

    private static final String[] UNREACHABLE = {
        "net",
        "host",
        "protocol",
        "port",
        "frag-needed",
        "source-route-failed",
        "net-unknown",
        "host-unknown",
        "source-isolated",
        "net-prohibited",
        "host-prohibited",
        "net-tos",
        "host-tos",
        "admin-prohibited",
        "precedence-violation",
        "precedence-cutoff"
    };
    private static final String[] REDIRECT = {"net", "host", "tos-net", "tos-host"};
    private static final String[] TIME_EXCEEDED = {"in-transit", "reassembly"};
    private static final Map<Integer, String> PROTOCOLS = Map.of(
            1, "ICMP", 2, "IGMP", 4, "IPIP", 6, "TCP", 17, "UDP", 41, "IP6", 47, "GRE", 50, "ESP", 51, "AH", 132,
            "SCTP");
    private static final Set<Integer> VXLAN_PORTS = Set.of(4789, 8472);

    /** The headers of UDP and of VXLAN. */
    private static final int VXLAN_HEADERS = 16;

    private static final int[] TCP_BITS = {2, 16, 1, 4, 8, 32, 64, 128};
    private static final String TCP_LETTERS = "S.FRPUEW";

    private final FrameText frames;
    private final Map<Integer, String> identifiers = new HashMap<>();
    private final Map<String, String> ports = new HashMap<>();

    PayloadText(FrameText frames) {
        this.frames = frames;
    }

    static String protocolName(int protocol) {
        return PROTOCOLS.getOrDefault(protocol, "proto " + protocol);
    }

    /**
     * @param whole whether checksums can be looked at
     * @param full how long the content is by the header's own account
     */
    String text(Octets packet, Octets body, boolean whole, boolean quoted, int full) {
        int protocol = packet.at(9);
        if (protocol == 1) {
            return icmp(body, whole, full);
        }
        if (protocol == 17 && body.length() >= 8) {
            return udp(packet, body, whole, full);
        }
        if (protocol == 6 && body.length() >= (quoted ? 8 : 20)) {
            return tcp(packet, body, whole, full);
        }
        if (protocol == 4 && body.length() >= 20) {
            return "IPIP " + frames.ip(body, quoted);
        }
        if (protocol == 47 && body.length() >= 4) {
            return gre(body);
        }
        return protocolName(protocol) + " data " + full + " " + body.hex(32);
    }

    private String icmp(Octets body, boolean whole, int full) {
        if (body.length() < 8) {
            return "ICMP short " + body.hex(8);
        }
        int type = body.at(0);
        int code = body.at(1);
        String tail = " len " + full + (whole && body.sum(0) != 0xffff ? " bad-cksum" : "");
        return switch (type) {
            case 0, 8 ->
                "ICMP echo " + (type == 8 ? "request" : "reply") + (code != 0 ? " code " + code : "") + " id "
                        + identifier(body) + " seq " + body.u16(6) + tail;
            case 3 ->
                "ICMP unreachable " + word(UNREACHABLE, code) + (code == 4 ? " mtu " + body.u16(6) : "")
                        + quoting(tail, body);
            case 11 -> "ICMP time-exceeded " + word(TIME_EXCEEDED, code) + quoting(tail, body);
            case 5 -> "ICMP redirect " + word(REDIRECT, code) + " to " + body.ipv4(4) + quoting(tail, body);
            case 4 -> "ICMP source-quench" + quoting(tail, body);
            case 12 -> "ICMP parameter-problem code " + code + " pointer " + body.at(4) + quoting(tail, body);
            case 13, 14 ->
                "ICMP timestamp " + (type == 13 ? "request" : "reply") + " id " + identifier(body) + " seq "
                        + body.u16(6) + tail;
            case 17, 18 -> "ICMP address-mask " + (type == 17 ? "request" : "reply") + tail;
            default ->
                "ICMP type " + type + " code " + code + tail + " "
                        + body.slice(4, 36).hex(32);
        };
    }

    private String quoting(String tail, Octets body) {
        return tail + " { " + frames.ip(body.skip(8), true) + " }";
    }

    private static String word(String[] words, int code) {
        return code < words.length ? words[code] : String.valueOf(code);
    }

    private String identifier(Octets body) {
        return identifiers.computeIfAbsent(body.u16(4), unseen -> "I" + (identifiers.size() + 1));
    }

    private String udp(Octets packet, Octets body, boolean whole, int full) {
        boolean summed = whole && body.u16(6) != 0;
        String tail = " len " + body.u16(4) + (summed ? sumNote(packet, body, 6) : "");
        boolean vxlan = VXLAN_PORTS.contains(body.u16(2)) && body.length() >= VXLAN_HEADERS + 14;
        if (!vxlan) {
            return "UDP " + endpoints(packet, body) + tail;
        }
        String inside = whole ? frames.ethernet(body.skip(VXLAN_HEADERS)) : "data " + (full - VXLAN_HEADERS);
        return String.format(
                "UDP P > %d%s VXLAN flags 0x%02x vni %d { %s }",
                body.u16(2), tail, body.at(8), body.u32(12) >> 8, inside);
    }

    private String gre(Octets body) {
        int flags = body.u16(0);
        int at = (flags & 0x8000) != 0 ? 8 : 4;
        String key = "";
        if ((flags & 0x2000) != 0) {
            key = String.format(" key 0x%x", body.u32(at));
            at += 4;
        }
        if ((flags & 0x1000) != 0) {
            at += 4;
        }
        Octets inside = body.skip(at);
        boolean bridged = body.u16(2) == 0x6558;
        String text = bridged ? frames.ethernet(inside) : frames.ofType(body.u16(2), inside, inside);
        return String.format("GRE flags 0x%04x%s { %s }", flags, key, text);
    }

    private String tcp(Octets packet, Octets body, boolean whole, int full) {
        String head = "TCP " + endpoints(packet, body);
        if (body.length() < 20) {
            return head;
        }
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < TCP_BITS.length; i++) {
            if ((body.at(13) & TCP_BITS[i]) != 0) {
                flags.append(TCP_LETTERS.charAt(i));
            }
        }
        int data = full - (body.at(12) >> 4) * 4;
        return head + " [" + flags + "] data " + data + (whole ? sumNote(packet, body, 16) : "");
    }

    private String endpoints(Octets packet, Octets body) {
        return port(packet.ipv4(12), body.u16(0), true) + " > " + port(packet.ipv4(16), body.u16(2), false);
    }

    private String port(String address, int port, boolean source) {
        String key = address + " " + port;
        if (source && port >= 32768 && port <= 60999 && !ports.containsKey(key)) {
            ports.put(key, "P" + (ports.size() + 1));
        }
        return ports.getOrDefault(key, String.valueOf(port));
    }

    /** Empty when the sum is right, or is the partial sum that offloading leaves for the hardware. */
    private static String sumNote(Octets packet, Octets body, int at) {
        long pseudo = packet.slice(12, 20).sum(packet.at(9) + (long) body.length());
        boolean right = body.sum(pseudo) == 0xffff
                || body.u16(at) == Octets.of(new byte[0]).sum(pseudo);
        return right ? "" : " bad-cksum";
    }
}
