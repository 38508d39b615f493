package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.ovs.RunDirectory;
import dev.vethlab.vswitch.VSwitches;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import dev.vethlab.vswitch.ofproto.GroupMod;
import dev.vethlab.vswitch.ofproto.OfPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands of {@code ovs-ofctl}. */
final class OfctlCommands {

    /** How many arguments a command needs and takes. */
    private record Arity(int least, int most) {}

    private static final Map<String, Arity> COMMANDS = Map.ofEntries(
            Map.entry("add-flow", new Arity(2, 2)),
            Map.entry("add-flows", new Arity(2, 2)),
            Map.entry("mod-flows", new Arity(2, 2)),
            Map.entry("del-flows", new Arity(1, 2)),
            Map.entry("dump-flows", new Arity(1, 2)),
            Map.entry("dump-aggregate", new Arity(1, 2)),
            Map.entry("dump-ports", new Arity(1, 2)),
            Map.entry("dump-ports-desc", new Arity(1, 2)),
            Map.entry("replace-flows", new Arity(2, 2)),
            Map.entry("diff-flows", new Arity(2, 2)),
            Map.entry("dump-desc", new Arity(1, 1)),
            Map.entry("dump-tables", new Arity(1, 1)),
            Map.entry("get-frags", new Arity(1, 1)),
            Map.entry("mod-port", new Arity(3, 3)),
            Map.entry("queue-stats", new Arity(1, 3)),
            Map.entry("queue-get-config", new Arity(1, 3)),
            Map.entry("add-group", new Arity(1, 2)),
            Map.entry("mod-group", new Arity(1, 2)),
            Map.entry("del-groups", new Arity(1, 2)),
            Map.entry("insert-buckets", new Arity(1, 2)),
            Map.entry("remove-buckets", new Arity(1, 2)),
            Map.entry("dump-groups", new Arity(1, 2)),
            Map.entry("dump-group-stats", new Arity(1, 2)),
            Map.entry("dump-group-features", new Arity(1, 1)),
            Map.entry("show", new Arity(1, 1)));

    private final Process process;
    private final OfctlOptions options;
    private final FlowCommands flows;

    OfctlCommands(Process process, OfctlOptions options) {
        this.process = process;
        this.options = options;
        this.flows = new FlowCommands(process, options);
    }

    int run() {
        List<String> words = options.words();
        if (words.isEmpty()) {
            throw new OfctlException("missing command name; use --help for help");
        }
        String name = words.get(0);
        Arity arity = COMMANDS.get(name);
        if (arity == null) {
            throw new OfctlException("unknown command '" + name + "'; use --help for help");
        }
        int given = words.size() - 1;
        if (given < arity.least()) {
            throw new OfctlException("'" + name + "' command requires at least " + arity.least() + " arguments");
        }
        if (given > arity.most()) {
            throw new OfctlException("'" + name + "' command takes at most " + arity.most() + " arguments");
        }
        Bridge bridge = bridge(words.get(1));
        refuseUnlessSpoken(bridge, words.get(1));
        String argument = given > 1 ? words.get(2) : "";
        return switch (name) {
            case "add-flow" -> flows.change(bridge, Command.ADD, argument);
            case "add-flows" -> flows.addAll(bridge, argument);
            case "mod-flows" ->
                flows.change(bridge, options.strict() ? Command.MODIFY_STRICT : Command.MODIFY, argument);
            case "del-flows" ->
                flows.change(bridge, options.strict() ? Command.DELETE_STRICT : Command.DELETE, argument);
            case "replace-flows" -> flows.replace(bridge, argument);
            case "diff-flows" -> flows.compare(bridge, argument);
            case "dump-flows" -> flows.dump(bridge, argument, given > 1);
            case "dump-aggregate" -> flows.dumpAggregate(bridge, argument);
            case "dump-ports" -> dumpPorts(bridge, argument);
            case "dump-ports-desc" -> describePorts(bridge, argument);
            case "show" -> show(bridge);
            default -> runOthers(name, bridge, argument);
        };
    }

    private int runOthers(String name, Bridge bridge, String argument) {
        GroupCommands groups = new GroupCommands(process, options);
        DescriptionCommands descriptions = new DescriptionCommands(process, options);
        return switch (name) {
            case "add-group" -> groups.change(bridge, GroupMod.Command.ADD, argument);
            case "mod-group" ->
                groups.change(
                        bridge,
                        options.mayCreate() ? GroupMod.Command.ADD_OR_MODIFY : GroupMod.Command.MODIFY,
                        argument);
            case "del-groups" -> groups.change(bridge, GroupMod.Command.DELETE, argument);
            case "insert-buckets" -> groups.change(bridge, GroupMod.Command.INSERT_BUCKET, argument);
            case "remove-buckets" -> groups.change(bridge, GroupMod.Command.REMOVE_BUCKET, argument);
            case "dump-groups" -> groups.describe(bridge, argument);
            case "dump-group-stats" -> groups.statistics(bridge, argument);
            case "dump-group-features" -> groups.features();
            case "dump-desc" -> descriptions.describe();
            case "dump-tables" -> descriptions.tables(bridge, flows.all(bridge));
            case "get-frags" -> descriptions.fragments();
            case "mod-port" ->
                descriptions.change(bridge, argument, options.words().get(3));
            case "queue-stats" -> descriptions.queues();
            default -> descriptions.queueSettings(bridge, argument);
        };
    }

    /** The bridge of that name, or the one that a socket of the form {@code [unix:]FOLDER/BRIDGE.mgmt} leads to. */
    private Bridge bridge(String word) {
        String path = word.startsWith("unix:") ? word.substring("unix:".length()) : word;
        int slash = path.lastIndexOf('/');
        boolean socket = slash > 0 && path.endsWith(".mgmt");
        String folder = socket ? path.substring(0, slash) : RunDirectory.of(process);
        String name = socket ? path.substring(slash + 1, path.length() - ".mgmt".length()) : word;
        return VSwitches.of(process.kernel())
                .in(folder)
                .flatMap(daemon -> daemon.bridges().bridge(name))
                .orElseThrow(() -> new OfctlException(word + " is not a bridge or a socket"));
    }

    private void refuseUnlessSpoken(Bridge bridge, String word) {
        if (!bridge.protocols().contains(options.protocol())) {
            String spoken = String.join(
                    ", ", bridge.protocols().stream().map(OfctlCommands::wire).toList());
            flows.log("vconn|WARN|unix:" + RunDirectory.of(process) + "/" + bridge.name()
                    + ".mgmt: version negotiation failed (we support version " + wire(options.protocol())
                    + ", peer supports version" + (bridge.protocols().size() > 1 ? "s " : " ") + spoken + ")");
            throw new OfctlException(word + ": failed to connect to socket (Broken pipe)");
        }
    }

    /** The number by which a version is known in messages. */
    private static String wire(int protocol) {
        return String.format(Locale.ROOT, "0x%02x", protocol - OfctlOptions.EARLY + 1);
    }

    private List<OfPort> ports(Bridge bridge, String word) {
        List<OfPort> ports = new ArrayList<>(bridge.ports());
        ports.sort(Comparator.comparingInt(OfPort::number));
        if (!word.isEmpty()) {
            int number = bridge.names(false)
                    .read(word)
                    .orElseThrow(() -> new OfctlException(bridge.name() + ": couldn't find port `" + word + "'"));
            ports.removeIf(port -> port.number() != number);
        }
        return ports;
    }

    private int dumpPorts(Bridge bridge, String word) {
        List<OfPort> ports = bridge.ports();
        ports.retainAll(ports(bridge, word));
        StringBuilder output = new StringBuilder(
                "OFPST_PORT reply (xid=0x" + (word.isEmpty() ? 2 : 4) + "): " + ports.size() + " ports\n");
        PortNames names = bridge.names(options.names());
        ports.forEach(port -> output.append(PortPrinter.statistics(port, names)));
        process.out(output);
        return 0;
    }

    private int describePorts(Bridge bridge, String word) {
        String version = options.later() ? " (OF1." + options.protocol() % 10 + ")" : "";
        StringBuilder output = new StringBuilder("OFPST_PORT_DESC reply" + version + " (xid=0x2):\n");
        ports(bridge, word).forEach(port -> output.append(PortPrinter.description(port)));
        process.out(output);
        return 0;
    }

    private int show(Bridge bridge) {
        StringBuilder output = new StringBuilder();
        String id = bridge.port(bridge.name())
                .map(port -> String.format(Locale.ROOT, "%016x", port.address().bits()))
                .orElse("0000000000000000");
        String version = options.later() ? " (OF1." + options.protocol() % 10 + ")" : "";
        output.append("OFPT_FEATURES_REPLY").append(version).append(" (xid=0x2): dpid:");
        output.append(id).append("\nn_tables:254, n_buffers:0\ncapabilities: FLOW_STATS TABLE_STATS PORT_STATS ");
        if (options.later()) {
            output.append("GROUP_STATS QUEUE_STATS\nOFPST_PORT_DESC reply")
                    .append(version)
                    .append(" (xid=0x3):\n");
            ports(bridge, "").forEach(port -> output.append(PortPrinter.description(port)));
            output.append("OFPT_GET_CONFIG_REPLY").append(version);
            output.append(" (xid=0x5): frags=normal miss_send_len=0\n");
            process.out(output);
            return 0;
        }
        output.append(
                "QUEUE_STATS ARP_MATCH_IP\nactions: output enqueue set_vlan_vid set_vlan_pcp strip_vlan mod_dl_src mod_dl_dst mod_nw_src"
                        + " mod_nw_dst mod_nw_tos mod_tp_src mod_tp_dst\n");
        ports(bridge, "").forEach(port -> output.append(PortPrinter.description(port)));
        output.append("OFPT_GET_CONFIG_REPLY (xid=0x4): frags=normal miss_send_len=0\n");
        process.out(output);
        return 0;
    }
}
