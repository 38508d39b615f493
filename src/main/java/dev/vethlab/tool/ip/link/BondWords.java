package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.bond.BondConfig;
import dev.vethlab.kernel.bond.BondMode;
import dev.vethlab.kernel.rtnetlink.BondOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what follows {@code type bond} ({@code bond_parse_opt}). */
final class BondWords {

    private static final List<String> MODES =
            List.of("balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb");
    private static final List<String> POLICIES =
            List.of("layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac");
    private static final List<String> UNSIMULATED = List.of(
            "arp_interval",
            "arp_ip_target",
            "ns_ip6_target",
            "arp_validate",
            "arp_all_targets",
            "arp_missed_max",
            "lacp_rate",
            "lacp_active",
            "ad_select",
            "ad_user_port_key",
            "ad_actor_sys_prio",
            "ad_actor_system",
            "tlb_dynamic_lb");

    private final IpContext context;
    private final Arguments arguments;
    private final BondOptions options = new BondOptions();

    BondWords(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    BondOptions read() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!slaves(word) && !times(word) && !rules(word) && !numbers(word)) {
                throw unknown(word);
            }
        }
        return options;
    }

    private boolean slaves(String word) {
        if (matches(word, "mode")) {
            int mode = index(MODES, "mode");
            if (mode >= BondMode.values().length) {
                throw failure("bond: mode " + MODES.get(mode) + " is not simulated\n");
            }
            options.mode = Optional.of(BondMode.values()[mode]);
        } else if (matches(word, "active_slave")) {
            options.activeSlave = OptionalInt.of(context.devices().require(arguments.next()));
        } else if (matches(word, "clear_active_slave")) {
            options.activeSlave = OptionalInt.of(0);
        } else {
            return false;
        }
        return true;
    }

    private boolean times(String word) {
        if (matches(word, "miimon")) {
            options.miimon = number("miimon", 0x7fff_ffffL);
        } else if (matches(word, "updelay")) {
            options.upDelay = number("updelay", 0x7fff_ffffL);
        } else if (matches(word, "downdelay")) {
            options.downDelay = number("downdelay", 0x7fff_ffffL);
        } else if (matches(word, "peer_notify_delay")) {
            options.peerNotifyDelay = number("peer_notify_delay", 0x7fff_ffffL);
        } else if (matches(word, "use_carrier")) {
            options.useCarrier = Optional.of(number("use_carrier", 255).getAsInt() != 0);
        } else {
            return false;
        }
        return true;
    }

    private boolean rules(String word) {
        if (matches(word, "primary")) {
            options.primary = OptionalInt.of(context.devices().require(arguments.next()));
        } else if (matches(word, "primary_reselect")) {
            options.primaryReselect = Optional.of(
                    BondConfig.Reselect.values()[index(List.of("always", "better", "failure"), "primary_reselect")]);
        } else if (matches(word, "fail_over_mac")) {
            options.failOverMac = Optional.of(
                    BondConfig.FailOverMac.values()[index(List.of("none", "active", "follow"), "fail_over_mac")]);
        } else if (matches(word, "xmit_hash_policy")) {
            int policy = index(POLICIES, "xmit_hash_policy");
            if (policy >= BondConfig.HashPolicy.values().length) {
                throw failure("bond: policy " + POLICIES.get(policy) + " is not simulated\n");
            }
            options.hashPolicy = Optional.of(BondConfig.HashPolicy.values()[policy]);
        } else {
            return false;
        }
        return true;
    }

    private boolean numbers(String word) {
        if (matches(word, "resend_igmp")) {
            options.resendIgmp = number("resend_igmp", 255);
        } else if (matches(word, "num_grat_arp") || matches(word, "num_unsol_na")) {
            options.peerNotifications = number("num_grat_arp", 255);
        } else if (matches(word, "all_slaves_active")) {
            options.allSlavesActive =
                    Optional.of(number("all_slaves_active", 255).getAsInt() != 0);
        } else if (matches(word, "min_links")) {
            options.minLinks = number("min_links", 0x7fff_ffffL);
        } else if (matches(word, "lp_interval")) {
            options.learningInterval = number("lp_interval", 0x7fff_ffffL);
        } else if (matches(word, "packets_per_slave")) {
            options.packetsPerSlave = number("packets_per_slave", 0xffff);
        } else {
            return false;
        }
        return true;
    }

    private OptionalInt number(String key, long limit) {
        String word = arguments.next();
        OptionalLong value = Numbers.u32(word, 0);
        if (value.isEmpty() || value.getAsLong() > limit) {
            throw ExitException.invalid("invalid " + key, word);
        }
        return OptionalInt.of((int) value.getAsLong());
    }

    /** The place of a word in a list, or a number that is one ({@code get_index}). */
    private int index(List<String> words, String key) {
        String word = arguments.next();
        OptionalInt number = Numbers.integer(word, 0);
        int index = number.isPresent() && !words.contains(word)
                ? number.getAsInt()
                : words.indexOf(word.toLowerCase(Locale.ROOT));
        if (index < 0 || index >= words.size()) {
            throw ExitException.invalid("invalid " + key, word);
        }
        return index;
    }

    private static ExitException unknown(String word) {
        for (String known : UNSIMULATED) {
            if (matches(word, known)) {
                return failure("bond: \"" + known + "\" is not simulated\n");
            }
        }
        return failure(
                matches(word, "help") ? BondType.USAGE : "bond: unknown command \"" + word + "\"?\n" + BondType.USAGE);
    }

    private static ExitException failure(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }
}
