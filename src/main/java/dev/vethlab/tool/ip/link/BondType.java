package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.bond.BondConfig;
import dev.vethlab.kernel.rtnetlink.BondInfo;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** {@code type bond ...} (ip/iplink_bond.c). */
final class BondType implements LinkType {

    static final String USAGE = """
            Usage: ... bond [ mode BONDMODE ] [ active_slave SLAVE_DEV ]
                            [ clear_active_slave ] [ miimon MIIMON ]
                            [ updelay UPDELAY ] [ downdelay DOWNDELAY ]
                            [ peer_notify_delay DELAY ]
                            [ use_carrier USE_CARRIER ]
                            [ arp_interval ARP_INTERVAL ]
                            [ arp_validate ARP_VALIDATE ]
                            [ arp_all_targets ARP_ALL_TARGETS ]
                            [ arp_ip_target [ ARP_IP_TARGET, ... ] ]
                            [ ns_ip6_target [ NS_IP6_TARGET, ... ] ]
                            [ primary SLAVE_DEV ]
                            [ primary_reselect PRIMARY_RESELECT ]
                            [ fail_over_mac FAIL_OVER_MAC ]
                            [ xmit_hash_policy XMIT_HASH_POLICY ]
                            [ resend_igmp RESEND_IGMP ]
                            [ num_grat_arp|num_unsol_na NUM_GRAT_ARP|NUM_UNSOL_NA ]
                            [ all_slaves_active ALL_SLAVES_ACTIVE ]
                            [ min_links MIN_LINKS ]
                            [ lp_interval LP_INTERVAL ]
                            [ packets_per_slave PACKETS_PER_SLAVE ]
                            [ tlb_dynamic_lb TLB_DYNAMIC_LB ]
                            [ lacp_rate LACP_RATE ]
                            [ lacp_active LACP_ACTIVE]
                            [ ad_select AD_SELECT ]
                            [ ad_user_port_key PORTKEY ]
                            [ ad_actor_sys_prio SYSPRIO ]
                            [ ad_actor_system LLADDR ]
                            [ arp_missed_max MISSED_MAX ]

            BONDMODE := balance-rr|active-backup|balance-xor|broadcast|802.3ad|balance-tlb|balance-alb
            ARP_VALIDATE := none|active|backup|all|filter|filter_active|filter_backup
            ARP_ALL_TARGETS := any|all
            PRIMARY_RESELECT := always|better|failure
            FAIL_OVER_MAC := none|active|follow
            XMIT_HASH_POLICY := layer2|layer2+3|layer3+4|encap2+3|encap3+4|vlan+srcmac
            LACP_ACTIVE := off|on
            LACP_RATE := slow|fast
            AD_SELECT := stable|bandwidth|count
            """;

    @Override
    public String id() {
        return "bond";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        request.options(new BondWords(context, arguments).read());
    }

    /** {@code bond_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        BondInfo info = (BondInfo) data;
        BondConfig config = info.config();
        Output output = context.output();
        output.string("mode", "mode %s ", config.mode.word());
        info.activeSlave()
                .ifPresent(index -> output.string(
                        "active_slave", "active_slave %s ", context.devices().nameOf(index)));
        number(output, "miimon", config.miimon);
        number(output, "updelay", config.upDelay);
        number(output, "downdelay", config.downDelay);
        number(output, "peer_notify_delay", config.peerNotifyDelay);
        number(output, "use_carrier", config.useCarrier ? 1 : 0);
        number(output, "arp_interval", 0);
        number(output, "arp_missed_max", 2);
        output.nothing("arp_validate", "arp_validate none ");
        output.string("arp_all_targets", "arp_all_targets %s ", "any");
        info.primary()
                .ifPresent(index -> output.string(
                        "primary", "primary %s ", context.devices().nameOf(index)));
        word(output, "primary_reselect", config.primaryReselect);
        word(output, "fail_over_mac", config.failOverMac);
        output.string("xmit_hash_policy", "xmit_hash_policy %s ", config.hashPolicy.word());
        number(output, "resend_igmp", config.resendIgmp);
        output.number("num_peer_notif", "num_grat_arp %u ", config.peerNotifications);
        number(output, "all_slaves_active", config.allSlavesActive ? 1 : 0);
        number(output, "min_links", config.minLinks);
        number(output, "lp_interval", config.learningInterval);
        number(output, "packets_per_slave", config.packetsPerSlave);
        output.string("ad_lacp_active", "lacp_active %s ", "on");
        output.string("ad_lacp_rate", "lacp_rate %s ", "slow");
        output.string("ad_select", "ad_select %s ", "stable");
        number(output, "tlb_dynamic_lb", 1);
    }

    private static void number(Output output, String key, int value) {
        output.number(key, key + " %u ", value);
    }

    private static void word(Output output, String key, Enum<?> value) {
        output.string(key, key + " %s ", value.name().toLowerCase(Locale.ROOT));
    }
}
