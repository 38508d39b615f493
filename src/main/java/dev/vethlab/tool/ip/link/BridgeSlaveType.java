package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.PortAttribute;
import dev.vethlab.kernel.bridge.PortFlag;
import dev.vethlab.kernel.rtnetlink.BridgePortData;
import dev.vethlab.kernel.rtnetlink.BridgePortOptions;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.OnOff;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code type bridge_slave ...} (ip/iplink_bridge_slave.c). */
final class BridgeSlaveType implements LinkType {

    private static final String USAGE = """
            Usage: ... bridge_slave [ fdb_flush ]
            \t\t\t[ state STATE ]
            \t\t\t[ priority PRIO ]
            \t\t\t[ cost COST ]
            \t\t\t[ guard {on | off} ]
            \t\t\t[ hairpin {on | off} ]
            \t\t\t[ fastleave {on | off} ]
            \t\t\t[ root_block {on | off} ]
            \t\t\t[ learning {on | off} ]
            \t\t\t[ flood {on | off} ]
            \t\t\t[ proxy_arp {on | off} ]
            \t\t\t[ proxy_arp_wifi {on | off} ]
            \t\t\t[ mcast_router MULTICAST_ROUTER ]
            \t\t\t[ mcast_fast_leave {on | off} ]
            \t\t\t[ mcast_flood {on | off} ]
            \t\t\t[ bcast_flood {on | off} ]
            \t\t\t[ mcast_to_unicast {on | off} ]
            \t\t\t[ group_fwd_mask MASK ]
            \t\t\t[ neigh_suppress {on | off} ]
            \t\t\t[ vlan_tunnel {on | off} ]
            \t\t\t[ isolated {on | off} ]
            \t\t\t[ locked {on | off} ]
            \t\t\t[ backup_port DEVICE ] [ nobackup_port ]
            """;

    /** In the order in which abbreviations are tried. */
    private static final List<Word> WORDS = List.of(
            new Word("fdb_flush", PortAttribute.FDB_FLUSH, 0, ""),
            new Word("state", PortAttribute.STATE, 8, "state is invalid"),
            new Word("priority", PortAttribute.PRIORITY, 16, "priority is invalid"),
            new Word("cost", PortAttribute.COST, 32, "cost is invalid"),
            new Word("hairpin", PortAttribute.HAIRPIN),
            new Word("guard", PortAttribute.BPDU_GUARD),
            new Word("root_block", PortAttribute.ROOT_BLOCK),
            new Word("fastleave", PortAttribute.FAST_LEAVE),
            new Word("learning", PortAttribute.LEARNING),
            new Word("flood", PortAttribute.FLOOD),
            new Word("mcast_flood", PortAttribute.MCAST_FLOOD),
            new Word("bcast_flood", PortAttribute.BCAST_FLOOD),
            new Word("mcast_to_unicast", PortAttribute.MCAST_TO_UNICAST),
            new Word("proxy_arp", PortAttribute.PROXY_ARP),
            new Word("proxy_arp_wifi", PortAttribute.PROXY_ARP_WIFI),
            new Word("mcast_router", PortAttribute.MCAST_ROUTER, 8, "invalid mcast_router"),
            new Word("mcast_fast_leave", PortAttribute.FAST_LEAVE),
            new Word("neigh_suppress", PortAttribute.NEIGH_SUPPRESS),
            new Word("group_fwd_mask", PortAttribute.GROUP_FWD_MASK, 16, "invalid group_fwd_mask"),
            new Word("vlan_tunnel", PortAttribute.VLAN_TUNNEL),
            new Word("isolated", PortAttribute.ISOLATED),
            new Word("locked", PortAttribute.LOCKED),
            new Word("backup_port", PortAttribute.BACKUP_PORT, -1, "Device does not exist\n"),
            new Word("nobackup_port", PortAttribute.BACKUP_PORT, 0, ""));

    /**
     * @param bits the size of the number that follows, 0 for none, -1 for a device
     * @param complaint about what follows; empty also for the words on and off
     */
    private record Word(String word, PortAttribute attribute, int bits, String complaint) {

        Word(String word, PortAttribute flag) {
            this(word, flag, 0, "");
        }
    }

    @Override
    public String id() {
        return "bridge_slave";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code bridge_slave_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        BridgePortOptions options = new BridgePortOptions();
        request.portOptions(options);
        while (arguments.hasNext()) {
            String text = arguments.next();
            Word word = WORDS.stream()
                    .filter(known -> matches(text, known.word()))
                    .findFirst()
                    .orElseThrow(() -> ExitException.err(
                            ExitException.FAILURE,
                            (matches(text, "help") ? "" : "bridge_slave: unknown option \"" + text + "\"?\n") + USAGE));
            options.set(word.attribute(), value(word, context, arguments));
        }
    }

    private static long value(Word word, IpContext context, Arguments arguments) {
        if (word.attribute().flag().isPresent()) {
            return OnOff.read(word.word(), arguments.next(), ExitException.FAILURE) ? 1 : 0;
        }
        if (word.bits() == 0) {
            return word.attribute() == PortAttribute.FDB_FLUSH ? 1 : 0;
        }
        String text = arguments.next();
        if (word.bits() < 0) {
            int index = context.devices().indexOf(text);
            if (index == 0) {
                throw ExitException.invalid(word.complaint(), text);
            }
            return index;
        }
        OptionalLong number = Numbers.u32(text, 0);
        if (number.isEmpty() || number.getAsLong() >>> word.bits() != 0) {
            throw ExitException.invalid(word.complaint(), text);
        }
        return number.getAsLong();
    }

    /** {@code bridge_slave_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        Output output = context.output();
        BridgePort port = ((BridgePortData) data).port();
        output.string("state", "state %s ", port.state().name().toLowerCase(Locale.ROOT));
        output.number("priority", "priority %d ", port.priority());
        output.number("cost", "cost %d ", port.pathCost());
        flag(output, port, "hairpin", PortFlag.HAIRPIN);
        flag(output, port, "guard", PortFlag.BPDU_GUARD);
        flag(output, port, "root_block", PortFlag.ROOT_BLOCK);
        flag(output, port, "fastleave", PortFlag.FAST_LEAVE);
        flag(output, port, "learning", PortFlag.LEARNING);
        flag(output, port, "flood", PortFlag.FLOOD);
        printTree(output, port);
        flag(output, port, "proxy_arp", PortFlag.PROXY_ARP);
        flag(output, port, "proxy_arp_wifi", PortFlag.PROXY_ARP_WIFI);
        output.number("multicast_router", "mcast_router %u ", port.multicastRouter());
        output.text("mcast_fast_leave " + (port.has(PortFlag.FAST_LEAVE) ? "on " : "off "));
        flag(output, port, "mcast_flood", PortFlag.MCAST_FLOOD);
        flag(output, port, "bcast_flood", PortFlag.BCAST_FLOOD);
        flag(output, port, "mcast_to_unicast", PortFlag.MCAST_TO_UNICAST);
        flag(output, port, "neigh_suppress", PortFlag.NEIGH_SUPPRESS);
        output.prefixedHex("group_fwd_mask", "group_fwd_mask %#llx ", port.groupForwardMask());
        output.string("group_fwd_mask_str", "group_fwd_mask_str %s ", maskText(port.groupForwardMask()));
        flag(output, port, "vlan_tunnel", PortFlag.VLAN_TUNNEL);
        flag(output, port, "isolated", PortFlag.ISOLATED);
        flag(output, port, "locked", PortFlag.LOCKED);
        BridgePort backup = port.backup();
        if (backup != null) {
            output.string("backup_port", "backup_port %s ", backup.device().name());
        }
    }

    private static void printTree(Output output, BridgePort port) {
        output.prefixedHex("id", "port_id %#llx ", port.portId());
        output.prefixedHex("no", "port_no %#llx ", port.number());
        output.number("designated_port", "designated_port %u ", port.designatedPort());
        output.number("designated_cost", "designated_cost %u ", port.designatedCost());
        output.string("bridge_id", "designated_bridge %s ", BridgeText.id(port.designatedBridge()));
        output.string("root_id", "designated_root %s ", BridgeText.id(port.designatedRoot()));
        BridgeText.printTimer(output, "hold_timer", port.hold().leftNs());
        BridgeText.printTimer(output, "message_age_timer", port.messageAge().leftNs());
        BridgeText.printTimer(output, "forward_delay_timer", port.forwardDelay().leftNs());
        output.number("topology_change_ack", "topology_change_ack %u ", port.isTopologyChangeAck() ? 1 : 0);
        output.number("config_pending", "config_pending %u ", port.isConfigPending() ? 1 : 0);
    }

    private static void flag(Output output, BridgePort port, String word, PortFlag flag) {
        output.onOff(word, word + " %s ", port.has(flag));
    }

    /** {@code _bitmask2str}. */
    private static String maskText(int mask) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            if ((mask & 1 << bit) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(group(bit));
            }
        }
        return text.isEmpty() ? "0x0" : text.toString();
    }

    private static String group(int bit) {
        return switch (bit) {
            case 0 -> "stp";
            case 2 -> "lacp";
            case 14 -> "lldp";
            default -> "0x" + Integer.toHexString(1 << bit);
        };
    }
}
