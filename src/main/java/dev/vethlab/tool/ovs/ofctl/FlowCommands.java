package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Process;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.FlowMod;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import dev.vethlab.vswitch.ofproto.FlowModException;
import dev.vethlab.vswitch.ofproto.Rule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands about flows. */
final class FlowCommands {

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final long SECOND_NS = 1_000_000_000L;

    private final Process process;
    private final OfctlOptions options;
    private int logLines;

    FlowCommands(Process process, OfctlOptions options) {
        this.process = process;
        this.options = options;
    }

    private Machine machine() {
        return process.kernel().machine();
    }

    /** Writes a line for the log, which goes to standard error. */
    void log(String line) {
        String time = LOG_TIME.format(
                Instant.ofEpochSecond(machine().realTimeNs() / SECOND_NS).atOffset(ZoneOffset.UTC));
        process.err(String.format(Locale.ROOT, "%s|%05d|%s%n", time, ++logLines, line));
    }

    private FlowMod read(Bridge bridge, Command command, String text) {
        return new FlowModReader(command, options.protocol(), bridge.names(false), this::log).read(text);
    }

    int change(Bridge bridge, Command command, String text) {
        return apply(bridge, read(bridge, command, text));
    }

    private int apply(Bridge bridge, FlowMod mod) {
        try {
            bridge.tables().apply(mod);
            return 0;
        } catch (FlowModException refusal) {
            process.err(refusal(mod, String.valueOf(refusal.getMessage())));
            return 1;
        }
    }

    /** In a bundle a refusal is told with the end of it ({@code bundle_print_errors}). */
    private String refusal(FlowMod mod, String error) {
        String version = options.later() ? " (OF1." + options.protocol() % 10 + ")" : "";
        String request = "OFPT_FLOW_MOD" + version + " (xid=0x6): " + FlowPrinter.refused(mod) + "\n";
        if (!options.bundle()) {
            return "OFPT_ERROR" + version + " (xid=0x6): " + error + "\n" + request;
        }
        String bundles = options.protocol() >= 14 ? "OFPT_BUNDLE_CONTROL" : "ONFT_BUNDLE_CONTROL";
        return "Error " + error + " for: " + request + "Error OFPBFC_MSG_FAILED for: " + bundles + version
                + " (xid=0x9):\n bundle_id=0 type=COMMIT_REQUEST flags=atomic ordered\n"
                + "ovs-ofctl: talking to unix:/var/run/openvswitch/"
                + options.words().get(1) + ".mgmt (Protocol error)\n";
    }

    /** Flows from standard input, one a line; nothing is done where one of them is wrong. */
    int addAll(Bridge bridge, String file) {
        for (FlowMod mod : read(bridge, file, "open failed")) {
            int code = apply(bridge, mod);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private List<FlowMod> read(Bridge bridge, String file, String complaint) {
        List<FlowMod> mods = new ArrayList<>();
        int number = 0;
        for (String text : DescriptionCommands.lines(process, file, complaint)) {
            number++;
            if (!text.isEmpty()) {
                mods.add(readLine(bridge, text, number));
            }
        }
        return mods;
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

    /** Makes the flows of the switch those of standard input ({@code ofctl_replace_flows}). */
    int replace(Bridge bridge, String file) {
        FlowDifference difference = new FlowDifference(all(bridge), read(bridge, file, "open"));
        for (Rule rule : difference.gone()) {
            apply(bridge, FlowDifference.deletion(rule));
        }
        int code = 0;
        for (FlowMod mod : difference.added()) {
            code = Math.max(code, apply(bridge, mod));
        }
        return code;
    }

    /** Prints how the flows of the switch differ from those of standard input ({@code ofctl_diff_flows}). */
    int compare(Bridge bridge, String file) {
        FlowDifference difference = new FlowDifference(all(bridge), read(bridge, file, "open"));
        String text = difference.text(bridge.names(options.names()));
        process.out(text);
        return text.isEmpty() ? 0 : 2;
    }

    /** All flows of a bridge. */
    List<Rule> all(Bridge bridge) {
        return select(bridge, "");
    }

    private List<Rule> select(Bridge bridge, String text) {
        return bridge.tables().select(read(bridge, Command.DELETE, text));
    }

    int dump(Bridge bridge, String text, boolean selected) {
        List<Rule> rules = options.order().sorted(select(bridge, text));
        PortNames names = bridge.names(options.names());
        FlowPrinter printer = new FlowPrinter(
                options.statistics(), options.later(), names, machine().nowNs());
        StringBuilder output = new StringBuilder();
        if (options.statistics() && !options.order().isGiven()) {
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

    int dumpAggregate(Bridge bridge, String text) {
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
}
