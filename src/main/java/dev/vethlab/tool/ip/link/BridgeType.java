package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgeAttribute;
import dev.vethlab.kernel.bridge.BridgeSetting;
import dev.vethlab.kernel.bridge.BridgeVlans;
import dev.vethlab.kernel.bridge.Stp;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.rtnetlink.BridgeData;
import dev.vethlab.kernel.rtnetlink.BridgeOptions;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code type bridge ...} (ip/iplink_bridge.c). */
final class BridgeType implements LinkType {

    private static final String USAGE = """
            Usage: ... bridge [ fdb_flush ]
            \t\t  [ forward_delay FORWARD_DELAY ]
            \t\t  [ hello_time HELLO_TIME ]
            \t\t  [ max_age MAX_AGE ]
            \t\t  [ ageing_time AGEING_TIME ]
            \t\t  [ stp_state STP_STATE ]
            \t\t  [ priority PRIORITY ]
            \t\t  [ group_fwd_mask MASK ]
            \t\t  [ group_address ADDRESS ]
            \t\t  [ no_linklocal_learn NO_LINKLOCAL_LEARN ]
            \t\t  [ vlan_filtering VLAN_FILTERING ]
            \t\t  [ vlan_protocol VLAN_PROTOCOL ]
            \t\t  [ vlan_default_pvid VLAN_DEFAULT_PVID ]
            \t\t  [ vlan_stats_enabled VLAN_STATS_ENABLED ]
            \t\t  [ vlan_stats_per_port VLAN_STATS_PER_PORT ]
            \t\t  [ mcast_snooping MULTICAST_SNOOPING ]
            \t\t  [ mcast_vlan_snooping MULTICAST_VLAN_SNOOPING ]
            \t\t  [ mcast_router MULTICAST_ROUTER ]
            \t\t  [ mcast_query_use_ifaddr MCAST_QUERY_USE_IFADDR ]
            \t\t  [ mcast_querier MULTICAST_QUERIER ]
            \t\t  [ mcast_hash_elasticity HASH_ELASTICITY ]
            \t\t  [ mcast_hash_max HASH_MAX ]
            \t\t  [ mcast_last_member_count LAST_MEMBER_COUNT ]
            \t\t  [ mcast_startup_query_count STARTUP_QUERY_COUNT ]
            \t\t  [ mcast_last_member_interval LAST_MEMBER_INTERVAL ]
            \t\t  [ mcast_membership_interval MEMBERSHIP_INTERVAL ]
            \t\t  [ mcast_querier_interval QUERIER_INTERVAL ]
            \t\t  [ mcast_query_interval QUERY_INTERVAL ]
            \t\t  [ mcast_query_response_interval QUERY_RESPONSE_INTERVAL ]
            \t\t  [ mcast_startup_query_interval STARTUP_QUERY_INTERVAL ]
            \t\t  [ mcast_stats_enabled MCAST_STATS_ENABLED ]
            \t\t  [ mcast_igmp_version IGMP_VERSION ]
            \t\t  [ mcast_mld_version MLD_VERSION ]
            \t\t  [ nf_call_iptables NF_CALL_IPTABLES ]
            \t\t  [ nf_call_ip6tables NF_CALL_IP6TABLES ]
            \t\t  [ nf_call_arptables NF_CALL_ARPTABLES ]

            Where: VLAN_PROTOCOL := { 802.1Q | 802.1ad }
            """;

    private static final int LONGEST_ADDRESS = 32;

    /** The words that a number follows, in the order in which abbreviations are tried. */
    private static final List<Word> WORDS = List.of(
            new Word("forward_delay", BridgeAttribute.FORWARD_DELAY, 32),
            new Word("hello_time", BridgeAttribute.HELLO_TIME, 32),
            new Word("max_age", BridgeAttribute.MAX_AGE, 32),
            new Word("ageing_time", BridgeAttribute.AGEING_TIME, 32),
            new Word("stp_state", BridgeAttribute.STP_STATE, 32),
            new Word("priority", BridgeAttribute.PRIORITY, 16),
            new Word("vlan_filtering", BridgeAttribute.VLAN_FILTERING, 8),
            new Word("vlan_protocol", BridgeAttribute.VLAN_PROTOCOL, 0),
            new Word("group_fwd_mask", BridgeAttribute.GROUP_FWD_MASK, 16),
            new Word("group_address", BridgeAttribute.GROUP_ADDRESS, 0),
            new Word("no_linklocal_learn", BridgeAttribute.NO_LINKLOCAL_LEARN, 8),
            new Word("fdb_flush", BridgeAttribute.FDB_FLUSH, 0),
            new Word("vlan_default_pvid", BridgeAttribute.VLAN_DEFAULT_PVID, 16),
            new Word("vlan_stats_enabled", BridgeAttribute.VLAN_STATS_ENABLED, 8),
            new Word("vlan_stats_per_port", BridgeAttribute.VLAN_STATS_PER_PORT, 8),
            new Word("mcast_router", BridgeAttribute.MCAST_ROUTER, 8),
            new Word("mcast_snooping", BridgeAttribute.MCAST_SNOOPING, 8),
            new Word("mcast_vlan_snooping", BridgeAttribute.MCAST_VLAN_SNOOPING, 8),
            new Word("mcast_query_use_ifaddr", BridgeAttribute.MCAST_QUERY_USE_IFADDR, 8),
            new Word("mcast_querier", BridgeAttribute.MCAST_QUERIER, 8),
            new Word("mcast_hash_elasticity", BridgeAttribute.MCAST_HASH_ELASTICITY, 32),
            new Word("mcast_hash_max", BridgeAttribute.MCAST_HASH_MAX, 32),
            new Word("mcast_last_member_count", BridgeAttribute.MCAST_LAST_MEMBER_COUNT, 32),
            new Word("mcast_startup_query_count", BridgeAttribute.MCAST_STARTUP_QUERY_COUNT, 32),
            new Word("mcast_last_member_interval", BridgeAttribute.MCAST_LAST_MEMBER_INTERVAL, 64),
            new Word("mcast_membership_interval", BridgeAttribute.MCAST_MEMBERSHIP_INTERVAL, 64),
            new Word("mcast_querier_interval", BridgeAttribute.MCAST_QUERIER_INTERVAL, 64),
            new Word("mcast_query_interval", BridgeAttribute.MCAST_QUERY_INTERVAL, 64),
            new Word("mcast_query_response_interval", BridgeAttribute.MCAST_QUERY_RESPONSE_INTERVAL, 64),
            new Word("mcast_startup_query_interval", BridgeAttribute.MCAST_STARTUP_QUERY_INTERVAL, 64),
            new Word("mcast_stats_enabled", BridgeAttribute.MCAST_STATS_ENABLED, 8),
            new Word("mcast_igmp_version", BridgeAttribute.MCAST_IGMP_VERSION, 8),
            new Word("mcast_mld_version", BridgeAttribute.MCAST_MLD_VERSION, 8),
            new Word("nf_call_iptables", BridgeAttribute.NF_CALL_IPTABLES, 8),
            new Word("nf_call_ip6tables", BridgeAttribute.NF_CALL_IP6TABLES, 8),
            new Word("nf_call_arptables", BridgeAttribute.NF_CALL_ARPTABLES, 8));

    /** @param bits the size of the number that follows, 0 where something else or nothing follows */
    private record Word(String word, BridgeAttribute attribute, int bits) {

        /** The switches of {@code IFLA_BR_MULTI_BOOLOPT} cannot be abbreviated. */
        boolean isMeantBy(String text) {
            boolean whole =
                    attribute == BridgeAttribute.NO_LINKLOCAL_LEARN || attribute == BridgeAttribute.MCAST_VLAN_SNOOPING;
            return whole ? text.equals(word) : matches(text, word);
        }
    }

    @Override
    public String id() {
        return "bridge";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code bridge_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        BridgeOptions options = new BridgeOptions();
        request.options(options);
        while (arguments.hasNext()) {
            String text = arguments.next();
            Word word = WORDS.stream()
                    .filter(known -> known.isMeantBy(text))
                    .findFirst()
                    .orElseThrow(() -> ExitException.err(
                            ExitException.FAILURE,
                            (matches(text, "help") ? "" : "bridge: unknown command \"" + text + "\"?\n") + USAGE));
            options.set(word.attribute(), value(word, arguments));
        }
    }

    private static long value(Word word, Arguments arguments) {
        if (word.attribute() == BridgeAttribute.FDB_FLUSH) {
            return 1;
        }
        String text = arguments.next();
        if (word.attribute() == BridgeAttribute.VLAN_PROTOCOL) {
            return EthernetProtocols.number(text)
                    .orElseThrow(() -> ExitException.invalid("invalid vlan_protocol", text));
        }
        if (word.attribute() == BridgeAttribute.GROUP_ADDRESS) {
            return address(text).bits();
        }
        return number(word.bits(), text).orElseThrow(() -> ExitException.invalid("invalid " + word.word(), text));
    }

    private static MacAddress address(String text) {
        LinkLayerText read = LinkLayerText.read(text, LONGEST_ADDRESS);
        read.invalid().ifPresent(part -> {
            throw ExitException.err(ExitException.FAILURE, "\"" + part + "\" is invalid lladdr.\n");
        });
        return read.mac().orElse(MacAddress.ZERO);
    }

    private static OptionalLong number(int bits, String text) {
        if (bits == 64) {
            return Numbers.u64(text, 0);
        }
        OptionalLong number = Numbers.u32(text, 0);
        return number.isPresent() && number.getAsLong() >>> bits != 0 ? OptionalLong.empty() : number;
    }

    /** {@code bridge_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        Output output = context.output();
        Bridge bridge = ((BridgeData) data).bridge();
        printTree(output, bridge);
        printTimers(output, bridge);
        BridgeVlans vlans = bridge.vlanFilter();
        if (vlans.isAware()) {
            output.number("vlan_default_pvid", "vlan_default_pvid %u ", vlans.defaultPvid());
            output.number("vlan_stats_enabled", "vlan_stats_enabled %u ", vlans.statistics());
            output.number("vlan_stats_per_port", "vlan_stats_per_port %u ", vlans.isStatisticsPerPort() ? 1 : 0);
        }
        output.prefixedHex("group_fwd_mask", "group_fwd_mask %#llx ", bridge.groupForwardMask());
        output.string("group_addr", "group_address %s ", bridge.groupAddress().toString());
        printSetting(output, bridge, BridgeSetting.MCAST_SNOOPING);
        output.number("no_linklocal_learn", "no_linklocal_learn %u ", bridge.isDeafToLinkLocalSources() ? 1 : 0);
        for (BridgeSetting setting : BridgeSetting.values()) {
            if (setting != BridgeSetting.MCAST_SNOOPING) {
                printSetting(output, bridge, setting);
            }
        }
    }

    private static void printTree(Output output, Bridge bridge) {
        Stp stp = bridge.stp();
        output.number("forward_delay", "forward_delay %u ", Jiffies.toClock(stp.forwardDelay()));
        output.number("hello_time", "hello_time %u ", Jiffies.toClock(stp.helloTime()));
        output.number("max_age", "max_age %u ", Jiffies.toClock(stp.maxAge()));
        output.number("ageing_time", "ageing_time %u ", Jiffies.toClock(bridge.ageingTime()));
        output.number("stp_state", "stp_state %u ", stp.isOn() ? 1 : 0);
        output.number("priority", "priority %u ", stp.bridgeId().priority());
        output.number(
                "vlan_filtering", "vlan_filtering %u ", bridge.vlanFilter().isFiltering() ? 1 : 0);
        if (bridge.vlanFilter().isAware()) {
            output.string(
                    "vlan_protocol",
                    "vlan_protocol %s ",
                    EthernetProtocols.name(bridge.vlanFilter().protocol()));
        }
        output.string("bridge_id", "bridge_id %s ", BridgeText.id(stp.bridgeId()));
        // br_fill_info has the bridge's own id in both places.
        output.string("root_id", "designated_root %s ", BridgeText.id(stp.bridgeId()));
        output.number("root_port", "root_port %u ", stp.rootPort());
        output.number("root_path_cost", "root_path_cost %u ", stp.rootPathCost());
        output.number("topology_change", "topology_change %u ", stp.isTopologyChange() ? 1 : 0);
        output.number(
                "topology_change_detected", "topology_change_detected %u ", stp.isTopologyChangeDetected() ? 1 : 0);
    }

    private static void printTimers(Output output, Bridge bridge) {
        Stp stp = bridge.stp();
        BridgeText.printTimer(output, "hello_timer", stp.hello().leftNs());
        BridgeText.printTimer(output, "tcn_timer", stp.notification().leftNs());
        BridgeText.printTimer(
                output, "topology_change_timer", stp.topologyChangeTimer().leftNs());
        BridgeText.printTimer(output, "gc_timer", bridge.fdb().cleanupInNs());
    }

    /** Some words are shortened in JSON. */
    private static void printSetting(Output output, Bridge bridge, BridgeSetting setting) {
        String word = setting.name().toLowerCase(Locale.ROOT);
        String key = word.replace("_interval", "_intvl").replace("_count", "_cnt");
        output.number(key, word + " %u ", bridge.settings().told(setting));
    }
}
