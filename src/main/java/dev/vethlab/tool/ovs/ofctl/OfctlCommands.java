package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.ovs.RunDirectory;
import dev.vethlab.vswitch.VSwitches;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.FlowMod;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import dev.vethlab.vswitch.ofproto.FlowModException;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.Rule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands of {@code ovs-ofctl}. */
final class OfctlCommands {

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final long SECOND_NS = 1_000_000_000L;

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
            Map.entry("show", new Arity(1, 1)));

    private final Process process;
    private final OfctlOptions options;
    private int logLines;

    OfctlCommands(Process process, OfctlOptions options) {
        this.process = process;
        this.options = options;
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
            case "add-flow" -> change(bridge, Command.ADD, argument);
            case "add-flows" -> addAll(bridge, argument);
            case "mod-flows" -> change(bridge, options.strict() ? Command.MODIFY_STRICT : Command.MODIFY, argument);
            case "del-flows" -> change(bridge, options.strict() ? Command.DELETE_STRICT : Command.DELETE, argument);
            case "dump-flows" -> dumpFlows(bridge, argument, given > 1);
            case "dump-aggregate" -> dumpAggregate(bridge, argument);
            case "dump-ports" -> dumpPorts(bridge, argument);
            case "dump-ports-desc" -> describePorts(bridge, argument);
            default -> show(bridge);
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
            log("vconn|WARN|unix:" + RunDirectory.of(process) + "/" + bridge.name()
                    + ".mgmt: version negotiation failed (we support version " + wire(options.protocol())
                    + ", peer supports version" + (bridge.protocols().size() > 1 ? "s " : " ") + spoken + ")");
            throw new OfctlException(word + ": failed to connect to socket (Broken pipe)");
        }
    }

    /** The number by which a version is known in messages. */
    private static String wire(int protocol) {
        return String.format(Locale.ROOT, "0x%02x", protocol - OfctlOptions.EARLY + 1);
    }

    private Machine machine() {
        return process.kernel().machine();
    }

    private void log(String line) {
        String time = LOG_TIME.format(
                Instant.ofEpochSecond(machine().realTimeNs() / SECOND_NS).atOffset(ZoneOffset.UTC));
        process.err(String.format(Locale.ROOT, "%s|%05d|%s%n", time, ++logLines, line));
    }

    private FlowMod read(Bridge bridge, Command command, String text) {
        return new FlowModReader(command, options.protocol(), bridge.names(false), this::log).read(text);
    }

    private int change(Bridge bridge, Command command, String text) {
        return apply(bridge, read(bridge, command, text));
    }

    private int apply(Bridge bridge, FlowMod mod) {
        try {
            bridge.tables().apply(mod);
            return 0;
        } catch (FlowModException refusal) {
            process.err("OFPT_ERROR (xid=0x6): " + refusal.getMessage() + "\nOFPT_FLOW_MOD (xid=0x6): "
                    + FlowPrinter.refused(mod) + "\n");
            return 1;
        }
    }

    /** Flows from standard input, one a line; nothing is done where one of them is wrong. */
    private int addAll(Bridge bridge, String file) {
        if (!file.equals("-")) {
            throw new OfctlException(file + ": open (No such file or directory)");
        }
        List<FlowMod> mods = new ArrayList<>();
        int number = 0;
        for (String line : process.input().split("\n")) {
            number++;
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!text.isEmpty()) {
                mods.add(readLine(bridge, text, number));
            }
        }
        for (FlowMod mod : mods) {
            int code = apply(bridge, mod);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private FlowMod readLine(Bridge bridge, String text, int number) {
        Map<String, Command> words = Map.of(
                "add", Command.ADD,
                "modify", Command.MODIFY,
                "modify_strict", Command.MODIFY_STRICT,
                "delete", Command.DELETE,
                "delete_strict", Command.DELETE_STRICT);
        int end = 0;
        while (end < text.length() && ", \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        Command command = words.get(text.substring(0, end));
        try {
            return command == null ? read(bridge, Command.ADD, text) : read(bridge, command, text.substring(end));
        } catch (FlowException wrong) {
            throw new OfctlException("-:" + number + ": " + wrong.getMessage());
        }
    }

    private List<Rule> select(Bridge bridge, String text) {
        return bridge.tables().select(read(bridge, Command.DELETE, text));
    }

    private int dumpFlows(Bridge bridge, String text, boolean selected) {
        List<Rule> rules = select(bridge, text);
        PortNames names = bridge.names(options.names());
        FlowPrinter printer = new FlowPrinter(
                options.statistics(), options.later(), names, machine().nowNs());
        StringBuilder output = new StringBuilder();
        if (options.statistics()) {
            int request = (options.later() ? 2 : 4) + (selected ? 4 : 0);
            output.append(
                    options.later()
                            ? "OFPST_FLOW reply (OF1." + options.protocol() % 10 + ") (xid=0x" + request + "):\n"
                            : "NXST_FLOW reply (xid=0x" + request + "):\n");
        }
        rules.forEach(rule -> output.append(printer.print(rule)));
        process.out(output);
        return 0;
    }

    private int dumpAggregate(Bridge bridge, String text) {
        long packets = 0;
        long bytes = 0;
        List<Rule> rules = select(bridge, text);
        for (Rule rule : rules) {
            packets += rule.packets();
            bytes += rule.bytes();
        }
        String head = options.later()
                ? "OFPST_AGGREGATE reply (OF1." + options.protocol() % 10 + ") (xid=0x2)"
                : "NXST_AGGREGATE reply (xid=0x4)";
        process.out(head + ": packet_count=" + packets + " byte_count=" + bytes + " flow_count=" + rules.size() + "\n");
        return 0;
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
        output.append("OFPT_FEATURES_REPLY (xid=0x2): dpid:").append(id).append('\n');
        output.append("n_tables:254, n_buffers:0\n");
        output.append("capabilities: FLOW_STATS TABLE_STATS PORT_STATS QUEUE_STATS ARP_MATCH_IP\n");
        output.append("actions: output enqueue set_vlan_vid set_vlan_pcp strip_vlan mod_dl_src mod_dl_dst mod_nw_src"
                + " mod_nw_dst mod_nw_tos mod_tp_src mod_tp_dst\n");
        ports(bridge, "").forEach(port -> output.append(PortPrinter.description(port)));
        output.append("OFPT_GET_CONFIG_REPLY (xid=0x4): frags=normal miss_send_len=0\n");
        process.out(output);
        return 0;
    }
}
