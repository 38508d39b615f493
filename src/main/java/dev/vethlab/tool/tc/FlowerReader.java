package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.sched.act.ActionSpec;
import dev.vethlab.kernel.sched.cls.FlowerField;
import dev.vethlab.kernel.sched.cls.FlowerOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the words behind {@code flower} ({@code flower_parse_opt}). */
final class FlowerReader {

    private static final int ALL_PROTOCOLS = 3;
    private static final int IPV4 = 0x800;
    private static final int ARP = 0x806;
    private static final int RARP = 0x8035;
    private static final int VLAN = 0x8100;
    private static final int QINQ = 0x88a8;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;

    private final TcContext context;
    private final Arguments arguments;
    private final int outerType;
    private final Map<FlowerField, FlowerOptions.Masked> fields = new EnumMap<>(FlowerField.class);
    private final Map<FlowerField, FlowerOptions.Range> ranges = new EnumMap<>(FlowerField.class);
    private final List<ActionSpec> actions = new ArrayList<>();
    private OptionalInt classId = OptionalInt.empty();
    private Optional<String> device = Optional.empty();
    private int type;
    private int protocol = -1;

    FlowerReader(TcContext context, Arguments arguments, int outerType) {
        this.context = context;
        this.arguments = arguments;
        this.outerType = outerType;
        this.type = outerType;
    }

    FlowerOptions read() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!link(word) && !network(word) && !transport(word) && !arp(word)) {
                other(word);
            }
        }
        if (type != ALL_PROTOCOLS && type != 0 && type != VLAN && type != QINQ) {
            put(FlowerField.ETH_TYPE, type, FlowerField.ETH_TYPE.allBits());
        }
        return new FlowerOptions(fields, ranges, device, classId, actions);
    }

    private void put(FlowerField field, long value, long mask) {
        fields.put(field, new FlowerOptions.Masked(value, mask));
    }

    private boolean link(String word) {
        if (matches(word, "vlan_id")) {
            needsVlan(word);
            put(FlowerField.VLAN_ID, number(word, arguments.next(), 4095), FlowerField.VLAN_ID.allBits());
        } else if (matches(word, "vlan_prio")) {
            needsVlan(word);
            put(FlowerField.VLAN_PRIO, number(word, arguments.next(), 7), FlowerField.VLAN_PRIO.allBits());
        } else if (matches(word, "vlan_ethtype")) {
            String text = arguments.next();
            if (!isVlan()) {
                throw TcContext.complaint("Can't set \"vlan_ethtype\" if ethertype isn't 802.1Q or 802.1AD and"
                        + " num_of_vlans is 0\nIllegal \"vlan_ethtype\"\n");
            }
            type = EthernetProtocols.number(text)
                    .orElseThrow(() -> ExitException.invalid("invalid vlan_ethtype", text));
            put(FlowerField.VLAN_ETHTYPE, type, FlowerField.VLAN_ETHTYPE.allBits());
        } else if (matches(word, "dst_mac")) {
            mac("dst_mac", FlowerField.DST_MAC);
        } else if (matches(word, "src_mac")) {
            mac("src_mac", FlowerField.SRC_MAC);
        } else {
            return false;
        }
        return true;
    }

    private boolean isVlan() {
        return outerType == VLAN || outerType == QINQ;
    }

    private void needsVlan(String word) {
        if (!isVlan()) {
            throw TcContext.complaint(
                    "Can't set \"" + word + "\" if ethertype isn't 802.1Q or 802.1AD and" + " num_of_vlans is 0\n");
        }
    }

    private boolean network(String word) {
        if (matches(word, "ip_proto")) {
            protocol = protocol(arguments.next());
            put(FlowerField.IP_PROTO, protocol, FlowerField.IP_PROTO.allBits());
        } else if (matches(word, "ip_tos")) {
            masked(word, "ip_tos", FlowerField.IP_TOS, 16);
        } else if (matches(word, "ip_ttl")) {
            masked(word, "ip_ttl", FlowerField.IP_TTL, 16);
        } else if (matches(word, "ip_flags")) {
            flags(arguments.next());
        } else if (matches(word, "dst_ip")) {
            address("dst_ip", FlowerField.DST_IP, type == IPV4);
        } else if (matches(word, "src_ip")) {
            address("src_ip", FlowerField.SRC_IP, type == IPV4);
        } else {
            return false;
        }
        return true;
    }

    private int protocol(String word) {
        if (type == IPV4) {
            if (matches(word, "tcp")) {
                return TCP;
            }
            if (matches(word, "udp")) {
                return UDP;
            }
            if (matches(word, "sctp")) {
                return SCTP;
            }
            if (matches(word, "icmp")) {
                return ICMP;
            }
            OptionalInt number = Numbers.u8(word, 16);
            if (number.isPresent()) {
                return number.getAsInt();
            }
        }
        throw TcContext.complaint(
                (type == IPV4 ? "" : "Illegal \"eth_type\" for ip proto\n") + "Illegal \"ip_proto\"\n");
    }

    private void flags(String text) {
        int value = 0;
        int mask = 0;
        for (String token : text.split("/")) {
            boolean no = token.startsWith("no");
            int bit = switch (no ? token.substring(2) : token) {
                case "frag" -> 1;
                case "firstfrag" -> 2;
                default -> throw illegal("ip_flags");
            };
            value = no ? value & ~bit : value | bit;
            mask |= bit;
        }
        put(FlowerField.IP_FLAGS, value, mask);
    }

    private boolean transport(String word) {
        if (matches(word, "dst_port")) {
            port("dst_port", FlowerField.DST_PORT);
        } else if (matches(word, "src_port")) {
            port("src_port", FlowerField.SRC_PORT);
        } else if (matches(word, "tcp_flags")) {
            String[] parts = arguments.next().split("/", 2);
            OptionalInt value = Numbers.u16(parts[0], 16);
            OptionalInt mask = parts.length > 1 ? Numbers.u16(parts[1], 16) : OptionalInt.of(0xfff);
            if (value.isEmpty() || mask.isEmpty() || ((value.getAsInt() | mask.getAsInt()) & ~0xfff) != 0) {
                throw illegal("tcp_flags");
            }
            put(FlowerField.TCP_FLAGS, value.getAsInt(), mask.getAsInt());
        } else if (matches(word, "type")) {
            icmp("icmp type", FlowerField.ICMP_TYPE);
        } else if (matches(word, "code")) {
            icmp("icmp code", FlowerField.ICMP_CODE);
        } else {
            return false;
        }
        return true;
    }

    private void port(String name, FlowerField field) {
        String word = arguments.next();
        int dash = word.indexOf('-');
        boolean hasPorts = protocol == TCP || protocol == UDP || protocol == SCTP;
        if (dash >= 0) {
            OptionalInt least = Numbers.u16(word.substring(0, dash), 10);
            OptionalInt most = Numbers.u16(word.substring(dash + 1), 10);
            if (least.isEmpty() || most.isEmpty() || !hasPorts) {
                throw illegal(name);
            }
            if (most.getAsInt() <= least.getAsInt()) {
                throw TcContext.complaint("max value should be greater than min value\nIllegal \"" + name + "\"\n");
            }
            ranges.put(field, new FlowerOptions.Range(least.getAsInt(), most.getAsInt()));
            return;
        }
        String[] parts = word.split("/", 2);
        OptionalInt value = Numbers.u16(parts[0], parts.length > 1 ? 0 : 10);
        OptionalInt mask = parts.length > 1 ? Numbers.u16(parts[1], 0) : OptionalInt.of(0xffff);
        if (value.isEmpty() || mask.isEmpty() || !hasPorts) {
            throw illegal(name);
        }
        put(field, value.getAsInt(), mask.getAsInt());
    }

    private void icmp(String name, FlowerField field) {
        String[] parts = arguments.next().split("/", 2);
        OptionalInt value = Numbers.u8(parts[0], 10);
        OptionalInt mask = parts.length > 1 ? Numbers.u8(parts[1], 10) : OptionalInt.of(0xff);
        if (type != IPV4 || protocol != ICMP || value.isEmpty() || mask.isEmpty()) {
            throw illegal(name);
        }
        put(field, value.getAsInt(), mask.getAsInt());
    }

    private boolean arp(String word) {
        if (matches(word, "arp_tip")) {
            address("arp_tip", FlowerField.ARP_TIP, type == ARP || type == RARP);
        } else if (matches(word, "arp_sip")) {
            address("arp_sip", FlowerField.ARP_SIP, type == ARP || type == RARP);
        } else if (matches(word, "arp_op")) {
            String text = arguments.next();
            String[] parts = text.split("/", 2);
            OptionalInt value = switch (parts[0]) {
                case "request" -> OptionalInt.of(1);
                case "reply" -> OptionalInt.of(2);
                default -> Numbers.u8(parts[0], 10);
            };
            OptionalInt mask = parts.length > 1 ? Numbers.u8(parts[1], 10) : OptionalInt.of(0xff);
            if (type != ARP && type != RARP || value.isEmpty() || mask.isEmpty()) {
                throw illegal("arp_op");
            }
            put(FlowerField.ARP_OP, value.getAsInt(), mask.getAsInt());
        } else if (matches(word, "arp_tha")) {
            mac("arp_tha", FlowerField.ARP_THA);
        } else if (matches(word, "arp_sha")) {
            mac("arp_sha", FlowerField.ARP_SHA);
        } else {
            return false;
        }
        return true;
    }

    private void other(String word) {
        if (matches(word, "classid") || matches(word, "flowid")) {
            classId = ClassIds.classId(arguments.next());
            if (classId.isEmpty()) {
                throw illegal("classid");
            }
        } else if (matches(word, "indev")) {
            device = Optional.of(arguments.next());
        } else if (matches(word, "action")) {
            actions.addAll(new ActionReader(context, arguments).read("Illegal \"action\"\n"));
        } else if (!matches(word, "verbose") && !matches(word, "skip_hw") && !matches(word, "skip_sw")) {
            throw TcContext.complaint((word.equals("help") ? "" : "What is \"" + word + "\"?\n") + FlowerUsage.TEXT);
        }
    }

    private void mac(String name, FlowerField field) {
        String[] parts = arguments.next().split("/", 2);
        Optional<MacAddress> address = MacAddress.parse(parts[0]);
        long mask = field.allBits();
        if (parts.length > 1) {
            OptionalLong bits = Numbers.u32(parts[1], 10);
            mask = bits.isPresent()
                    ? mask << Math.max(0, 48 - bits.getAsLong()) & mask
                    : MacAddress.parse(parts[1])
                            .orElseThrow(() -> illegal(name))
                            .bits();
        }
        put(field, address.orElseThrow(() -> illegal(name)).bits(), mask);
    }

    private void address(String name, FlowerField field, boolean allowed) {
        Optional<InetPrefix> prefix = InetPrefix.parse(arguments.next());
        if (!allowed || prefix.isEmpty()) {
            throw illegal(name);
        }
        int length = prefix.get().length();
        long mask = length == 0 ? 0 : 0xffff_ffffL << 32 - length & 0xffff_ffffL;
        put(field, Integer.toUnsignedLong(prefix.get().address().bits()), mask);
    }

    private void masked(String word, String name, FlowerField field, int base) {
        String[] parts = arguments.next().split("/", 2);
        OptionalInt value = Numbers.u8(parts[0], base);
        OptionalInt mask = parts.length > 1 ? Numbers.u8(parts[1], base) : OptionalInt.of(0xff);
        if (value.isEmpty() || mask.isEmpty()) {
            throw illegal(name);
        }
        put(field, value.getAsInt(), mask.getAsInt());
    }

    private static int number(String name, String word, int most) {
        OptionalInt number = Numbers.u16(word, 0);
        if (number.isEmpty() || number.getAsInt() > most) {
            throw illegal(name);
        }
        return number.getAsInt();
    }

    private static ExitException illegal(String name) {
        return TcContext.complaint("Illegal \"" + name + "\"\n");
    }
}
