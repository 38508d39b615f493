package dev.vethlab.tool.ip.rule;

import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.rtnetlink.Rules;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpProtocols;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.Realms;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import dev.vethlab.tool.ip.route.RouteTypes;

/** Prints a rule ({@code print_rule}). */
public final class RulePrinter {

    private static final int PROTOCOL_KERNEL = 2;

    private final IpContext context;
    private final Output output;
    private final Rules rules;
    private final boolean numeric;

    public RulePrinter(IpContext context, Rules rules) {
        this.context = context;
        this.output = context.output();
        this.rules = rules;
        this.numeric = context.options().numeric();
    }

    public void print(FibRule rule) {
        output.openObject();
        output.number("priority", "%u:\t", Integer.toUnsignedLong(rule.priority()));
        if (rule.inverted()) {
            output.nothing("not", "not ");
        }
        printSource(rule.source());
        printDestination(rule.destination());
        if (rule.tos() != 0) {
            output.string("tos", " tos %s", DsFields.name(rule.tos(), numeric));
        }
        printMark(rule);
        printDevice("iif", rule.inputDevice());
        printDevice("oif", rule.outputDevice());
        if (rule.l3mdev()) {
            output.nothing("l3mdev", " lookup [l3mdev-table]");
        }
        rule.uids().ifPresent(range -> {
            output.number("uid_start", " uidrange %u", Integer.toUnsignedLong(range.start()));
            output.number("uid_end", "-%u", Integer.toUnsignedLong(range.end()));
        });
        if (rule.ipProtocol() != 0) {
            output.string("ipproto", " ipproto %s", IpProtocols.name(rule.ipProtocol(), numeric));
        }
        printPorts("sport", rule.sourcePorts());
        printPorts("dport", rule.destinationPorts());
        if (rule.tunnelId() != 0) {
            output.number("tun_id", " tun_id %u", rule.tunnelId());
        }
        printTable(rule);
        printRealms(rule.realms());
        printAction(rule);
        int protocol = rule.protocol();
        if (protocol != 0 && protocol != PROTOCOL_KERNEL || context.options().showDetails()) {
            output.string("protocol", " proto %s", RouteProtocols.name(protocol, numeric));
        }
        output.newline();
        output.closeObject();
    }

    private void printSource(FibRule.Selector source) {
        if (source.length() == 0) {
            output.string("src", "from %s", "all");
            return;
        }
        output.text("from ");
        output.string(Color.INET, "src", "%s", source.address().toString());
        if (source.length() != 32) {
            output.number("srclen", "/%u", source.length());
        }
    }

    private void printDestination(FibRule.Selector destination) {
        if (destination.length() == 0) {
            return;
        }
        output.text(" to ");
        output.string(Color.INET, "dst", "%s", destination.address().toString());
        if (destination.length() != 32) {
            output.number("dstlen", "/%u", destination.length());
        }
    }

    private void printMark(FibRule rule) {
        if (rule.mark() == 0 && rule.markMask() == 0) {
            return;
        }
        output.prefixedHex("fwmark", " fwmark %#x", Integer.toUnsignedLong(rule.mark()));
        if (rule.markMask() != -1) {
            output.prefixedHex("fwmask", "/%#x", Integer.toUnsignedLong(rule.markMask()));
        }
    }

    private void printDevice(String key, String device) {
        if (device.isEmpty()) {
            return;
        }
        output.text(" " + key + " ");
        output.string(Color.IFNAME, key, "%s", device);
        if (rules.isDetached(device)) {
            output.nothing(key + "_detached", " [detached]");
        }
    }

    private void printPorts(String key, FibRule.Range ports) {
        if (ports.equals(FibRule.Range.ANY)) {
            return;
        }
        if (ports.start() == ports.end()) {
            output.number(key, " " + key + " %u", ports.start());
        } else {
            output.number(key + "_start", " " + key + " %u", ports.start());
            output.number(key + "_end", "-%u", ports.end());
        }
    }

    private void printTable(FibRule rule) {
        if (rule.table() == 0) {
            return;
        }
        output.string("table", " lookup %s", RouteTables.name(rule.table(), numeric));
        if (rule.suppressPrefixLength() != -1) {
            output.number("suppress_prefixlen", " suppress_prefixlength %d", rule.suppressPrefixLength());
        }
        if (rule.suppressGroup() != -1) {
            String group = rule.suppressGroup() == 0 && !numeric ? "default" : "" + rule.suppressGroup();
            output.string("suppress_ifgroup", " suppress_ifgroup %s", group);
        }
    }

    private void printRealms(int realms) {
        if (realms == 0) {
            return;
        }
        int from = realms >>> 16;
        if (from != 0) {
            output.string("flow_from", " realms %s/", Realms.name(from, numeric));
        } else {
            output.text(" realms ");
        }
        output.string("flow_to", "%s", Realms.name(realms & 0xffff, numeric));
    }

    private void printAction(FibRule rule) {
        FibRule.Action action = rule.action();
        if (action.equals(FibRule.Action.GOTO)) {
            output.number("goto", " goto %u", Integer.toUnsignedLong(rule.target()));
            if (rules.isUnresolved(rule)) {
                output.nothing("unresolved", " [unresolved]");
            }
        } else if (action.equals(FibRule.Action.NOP)) {
            output.nothing("nop", " nop");
        } else if (action.equals(FibRule.Action.NAT)) {
            output.nothing("masquerade", " masquerade");
        } else if (!action.equals(FibRule.Action.TO_TABLE)) {
            output.string("action", " %s", RouteTypes.name(action.number(), numeric));
        }
    }
}
