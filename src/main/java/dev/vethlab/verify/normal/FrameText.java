package dev.vethlab.verify.normal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/** The frames of one interface as stable lines of text: identifiers and ports are numbered in the order they turn up. */
final class FrameText {

    private static final int LEAST_ETHER_TYPE = 0x600;
    private static final int MOST_HOPS = 20;
    private static final String STP_HEADER = "424203";
    private static final String ZERO_MAC = "00:00:00:00:00:00";

    private final StableNames names;
    private final Map<String, String> fragments = new HashMap<>();
    private final PayloadText payloads = new PayloadText(this);
    private boolean noise;

    FrameText(StableNames names) {
        this.names = names;
    }

    /** One line for a frame; empty for what is sent after delays drawn by lot (IGMP). */
    String line(byte[] frame, boolean ethernet) {
        noise = false;
        Octets octets = Octets.of(frame);
        String text;
        try {
            text = ethernet ? ethernet(octets) : "raw " + ip(octets, false);
        } catch (IndexOutOfBoundsException tooShort) {
            text = "undecodable " + octets.hex(64);
        }
        return noise ? "" : text;
    }

    String ethernet(Octets frame) {
        String head = names.mac(frame.mac(6)) + " > " + names.mac(frame.mac(0)) + " ";
        return head + ofType(frame.u16(12), frame.skip(14), frame);
    }

    String ofType(int type, Octets content, Octets frame) {
        return switch (type) {
            case 0x8100, 0x88a8 -> tagged(type, content, frame);
            case 0x0806 -> arp(content, frame);
            case 0x0800 -> ip(content, false);
            default -> other(type, content);
        };
    }

    private String other(int type, Octets content) {
        if (type >= LEAST_ETHER_TYPE) {
            return String.format("ethertype 0x%04x len %d %s", type, content.length(), content.hex(64));
        }
        return content.hex(3).equals(STP_HEADER)
                ? spanningTree(content.skip(3))
                : "LLC len " + type + " " + content.hex(type);
    }

    private String spanningTree(Octets message) {
        int kind = message.at(3);
        if (kind == 0x80) {
            return "STP tcn";
        }
        long cost = (long) message.u16(13) << 16 | message.u16(15);
        return String.format(
                        "STP %s flags 0x%02x root %s",
                        kind == 0 ? "config" : String.format("type 0x%02x", kind), message.at(4), bridgeId(message, 5))
                + String.format(" cost %d bridge %s port 0x%04x", cost, bridgeId(message, 17), message.u16(25))
                + " age " + age(message.u16(27)) + " max " + seconds(message.u16(29)) + " hello "
                + seconds(message.u16(31)) + " fwd " + seconds(message.u16(33));
    }

    /** A message that is passed on at once is a tick older with each bridge; one that a bridge knows from before is as old as it happens to be. */
    private static String age(int ticks) {
        return ticks < MOST_HOPS ? seconds(ticks) : "T";
    }

    private String bridgeId(Octets message, int at) {
        return String.format("%04x.%s", message.u16(at), names.mac(message.mac(at + 2)));
    }

    /** Six significant digits, as C's {@code %g}. */
    private static String seconds(int ticks) {
        return new BigDecimal(ticks)
                .divide(new BigDecimal(256))
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private String tagged(int type, Octets content, Octets frame) {
        int control = content.u16(0);
        String priority = control >> 13 != 0 ? " pcp " + (control >> 13) : "";
        String eligible = (control & 0x1000) != 0 ? " dei" : "";
        return (type == 0x8100 ? "vlan " : "svlan ") + (control & 0xfff) + priority + eligible + " "
                + ofType(content.u16(2), content.skip(4), frame);
    }

    private String arp(Octets packet, Octets frame) {
        int operation = packet.u16(6);
        if (packet.u16(0) != 1 || packet.u16(2) != 0x800 || packet.at(4) != 6 || packet.at(5) != 4) {
            return String.format(
                    "ARP hw %d proto 0x%04x op %d len %d %s",
                    packet.u16(0), packet.u16(2), operation, packet.length(), packet.hex(64));
        }
        String sender = packet.mac(8);
        String target = packet.mac(18);
        String tail = " len " + packet.length();
        if (operation == 1) {
            String extra = sender.equals(frame.mac(6)) ? "" : " sha " + names.mac(sender);
            extra += target.equals(ZERO_MAC) ? "" : " tha " + names.mac(target);
            return "ARP who-has " + packet.ipv4(24) + " tell " + packet.ipv4(14) + extra + tail;
        }
        String extra = target.equals(frame.mac(0)) ? "" : " tha " + names.mac(target);
        extra += sender.equals(frame.mac(6)) ? "" : " from " + names.mac(frame.mac(6));
        return "ARP " + (operation == 2 ? "reply" : "op " + operation) + " " + packet.ipv4(14) + " is-at "
                + names.mac(sender) + " to " + packet.ipv4(24) + extra + tail;
    }

    /** A packet; a quoted one may be cut short and its sums are not looked at. */
    String ip(Octets packet, boolean quoted) {
        if (packet.at(0) >> 4 != 4) {
            return "IP bad version " + packet.hex(64);
        }
        int headerLength = (packet.at(0) & 15) * 4;
        int total = packet.u16(2);
        int fragment = packet.u16(6);
        int offset = (fragment & 0x1fff) * 8;
        boolean more = (fragment & 0x2000) != 0;
        boolean cut = total > packet.length();
        StringBuilder text = new StringBuilder(ipHeader(packet, headerLength, quoted));
        text.append(" len ").append(total);
        text.append(' ')
                .append(packet.ipv4(12))
                .append(" > ")
                .append(packet.ipv4(16))
                .append(' ');
        Octets body = quoted ? packet.skip(headerLength) : packet.slice(headerLength, total);
        if (packet.at(9) == 2) {
            noise = true;
        }
        if (offset != 0) {
            text.append(PayloadText.protocolName(packet.at(9)))
                    .append(" fragment data ")
                    .append(total - headerLength);
        } else {
            boolean whole = !(more || cut || quoted);
            text.append(payloads.text(packet, body, whole, quoted, total - headerLength));
        }
        if (!quoted && cut) {
            text.append(" truncated ").append(total - packet.length());
        } else if (!quoted && packet.length() > total) {
            text.append(" padding ").append(packet.length() - total);
        }
        return text.toString();
    }

    private String ipHeader(Octets packet, int headerLength, boolean quoted) {
        int fragment = packet.u16(6);
        int offset = (fragment & 0x1fff) * 8;
        boolean more = (fragment & 0x2000) != 0;
        StringBuilder text = new StringBuilder("IP ttl ").append(packet.at(8));
        if (packet.at(1) != 0) {
            text.append(String.format(" tos 0x%02x", packet.at(1)));
        }
        text.append((fragment & 0x8000) != 0 ? " EVIL" : "").append((fragment & 0x4000) != 0 ? " DF" : "");
        if (more || offset != 0) {
            String key = packet.ipv4(12) + " " + packet.ipv4(16) + " " + packet.at(9) + " " + packet.u16(4);
            String name = fragments.computeIfAbsent(key, unseen -> "F" + (fragments.size() + 1));
            text.append(" frag ").append(name).append('@').append(offset).append(more ? "+" : "");
        }
        if (headerLength > 20) {
            text.append(" opts [")
                    .append(IpOptionText.of(packet.slice(20, headerLength)))
                    .append(']');
        }
        boolean sumUnknown = quoted && packet.length() < headerLength;
        if (packet.slice(0, headerLength).sum(0) != 0xffff && !sumUnknown) {
            text.append(" bad-ip-cksum");
        }
        return text.toString();
    }
}
