package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.tool.Process;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.FlowModException;
import dev.vethlab.vswitch.ofproto.Group;
import dev.vethlab.vswitch.ofproto.GroupMod;
import dev.vethlab.vswitch.ofproto.GroupMod.Command;
import java.util.List;

/** The commands about groups. */
final class GroupCommands {

    private static final List<String> TYPES = List.of("all", "select", "indirect", "fast failover");
    private static final int NEWEST = 15;

    private final Process process;
    private final OfctlOptions options;

    GroupCommands(Process process, OfctlOptions options) {
        this.process = process;
        this.options = options;
    }

    private String head(String late, String early) {
        return options.later() ? late + " (OF1." + options.protocol() % 10 + ")" : early;
    }

    private GroupPrinter printer(Bridge bridge) {
        return new GroupPrinter(options.protocol(), bridge.names(options.names()));
    }

    private GroupMod read(Bridge bridge, Command command, String text) {
        return new GroupModReader(command, options.later(), bridge.names(false)).read(text);
    }

    int change(Bridge bridge, Command command, String text) {
        GroupMod mod = read(bridge, command, text);
        try {
            bridge.groups().apply(mod);
            return 0;
        } catch (FlowModException refusal) {
            process.err(head("OFPT_ERROR", "OFPT_ERROR") + " (xid=0x6): " + refusal.getMessage() + "\n"
                    + head("OFPT_GROUP_MOD", "NXT_GROUP_MOD") + " (xid=0x6):\n"
                    + new GroupPrinter(options.protocol(), bridge.names(false)).refused(mod));
            return 1;
        }
    }

    /** OpenFlow before 1.5 asks for all groups, whatever is said. */
    int describe(Bridge bridge, String word) {
        StringBuilder output =
                new StringBuilder(head("OFPST_GROUP_DESC reply", "NXST_GROUP_DESC reply")).append(" (xid=0x2):\n");
        for (Group group : bridge.groups().all()) {
            if (word.isEmpty()
                    || options.protocol() < NEWEST
                    || Long.toString(group.id()).equals(word)) {
                output.append(printer(bridge).print(group));
            }
        }
        process.out(output);
        return 0;
    }

    int statistics(Bridge bridge, String text) {
        GroupMod meant = read(bridge, Command.DELETE, text);
        StringBuilder output = new StringBuilder(head("OFPST_GROUP reply", "NXST_GROUP reply")).append(" (xid=0x6):\n");
        long now = process.kernel().machine().nowNs();
        for (Group group : bridge.groups().all()) {
            if (meant.id() == GroupMod.ALL || meant.id() == group.id()) {
                output.append(printer(bridge).statistics(group, bridge.groups().references(group), now));
            }
        }
        process.out(output);
        return 0;
    }

    int features() {
        StringBuilder output = new StringBuilder(head("OFPST_GROUP_FEATURES reply", "NXST_GROUP_FEATURES reply"));
        output.append(" (xid=0x2):\n Group table:\n    Types:  0xf\n    Capabilities:  0x7\n");
        for (String type : TYPES) {
            output.append("    ").append(type).append(" group:\n       max_groups=0xffffff00\n       actions: ");
            output.append("output group set_field strip_vlan push_vlan mod_nw_ttl dec_ttl set_mpls_ttl dec_mpls_ttl"
                    + " push_mpls pop_mpls set_queue\n");
        }
        process.out(output);
        return 0;
    }
}
