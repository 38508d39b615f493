package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.PortFlag;
import dev.vethlab.vswitch.ofproto.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a switch says of itself, of its tables, queues and ports; and how ports are told to behave ({@code ofctl_mod_port}). */
final class DescriptionCommands {

    private static final int TABLES = 254;
    private static final Map<String, PortFlag> FLAGS = Map.of(
            "forward", PortFlag.NO_FORWARD,
            "flood", PortFlag.NO_FLOOD,
            "receive", PortFlag.NO_RECEIVE);

    private final Process process;
    private final OfctlOptions options;

    DescriptionCommands(Process process, OfctlOptions options) {
        this.process = process;
        this.options = options;
    }

    private String head(String name) {
        return options.later() ? name + " (OF1." + options.protocol() % 10 + ")" : name;
    }

    /** {@code ofctl_dump_desc}. */
    int describe() {
        process.out(head("OFPST_DESC reply") + " (xid=0x2):\nManufacturer: Nicira, Inc.\nHardware: Open vSwitch\n"
                + "Software: 3.1.0\nSerial Num: None\nDP Description: None\n");
        return 0;
    }

    int fragments() {
        process.out("normal\n");
        return 0;
    }

    /** {@code ofctl_dump_tables}: tables that are like the one before are not told again. */
    int tables(Bridge bridge, List<Rule> rules) {
        Map<Integer, Integer> active = new TreeMap<>();
        rules.forEach(rule -> active.merge(rule.table(), 1, Integer::sum));
        StringBuilder output = new StringBuilder(head("OFPST_TABLE reply") + " (xid=0x2):\n");
        int table = 0;
        while (table < TABLES) {
            String counts = counts(bridge, table, active);
            output.append("  table ").append(table).append(":\n").append(counts);
            if (!options.later() && table == 0) {
                output.append("    max_entries=1000000\n    matching:\n      exact match or wildcard: in_port"
                        + " eth_{src,dst,type} vlan_{vid,pcp} ip_{src,dst} nw_{proto,tos} tcp_{src,dst}\n");
            } else if (!options.later()) {
                output.append("    (same features)\n");
            }
            output.append('\n');
            int alike = table + 1;
            while (alike < TABLES && counts(bridge, alike, active).equals(counts)) {
                alike++;
            }
            if (alike == table + 2) {
                output.append("  table ").append(table + 1).append(": ditto\n");
            } else if (alike > table + 2) {
                output.append("  tables ").append(table + 1).append("...").append(alike - 1);
                output.append(": ditto\n");
            }
            table = alike;
        }
        process.out(output);
        return 0;
    }

    private static String counts(Bridge bridge, int table, Map<Integer, Integer> active) {
        long[] lookups = bridge.tables().lookups(table);
        return "    active=" + active.getOrDefault(table, 0) + ", lookup=" + lookups[0] + ", matched=" + lookups[1]
                + "\n";
    }

    int queues() {
        process.out(head("OFPST_QUEUE reply") + " (xid=0x2): 0 queues\n");
        return 0;
    }

    /** {@code ofctl_queue_get_config}: OpenFlow 1.0 has no word for all ports, so each is asked about. */
    int queueSettings(Bridge bridge, String word) {
        if (!word.isEmpty()) {
            port(bridge, word);
            process.out(head("OFPT_QUEUE_GET_CONFIG_REPLY") + " (xid=0x2):\n");
            return 0;
        }
        long ports = bridge.ports().stream()
                .filter(port -> !port.name().equals(bridge.name()))
                .count();
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < ports; i++) {
            output.append(head("OFPT_QUEUE_GET_CONFIG_REPLY"));
            output.append(String.format(Locale.ROOT, " (xid=0x%x):%n", 4 + i));
        }
        process.out(output);
        return 0;
    }

    private static OfPort port(Bridge bridge, String word) {
        int number = bridge.names(true)
                .read(word)
                .orElseThrow(() -> new OfctlException(bridge.name() + ": couldn't find port `" + word + "'"));
        return bridge.port(number)
                .orElseThrow(() -> new OfctlException(bridge.name() + ": couldn't find port `" + word + "'"));
    }

    /** {@code ofctl_mod_port}. */
    int change(Bridge bridge, String word, String command) {
        String name = command.toLowerCase(Locale.ROOT);
        boolean off = name.startsWith("no-");
        PortFlag flag = FLAGS.get(off ? name.substring("no-".length()) : name);
        boolean known =
                flag != null || List.of("up", "down", "no-down", "no-up").contains(name);
        if (!known) {
            throw new OfctlException("unknown mod-port command '" + command + "'");
        }
        OfPort port = port(bridge, word);
        if (flag != null) {
            port.setFlag(flag, off);
        } else {
            setUp(port, name.equals("up") || name.equals("no-down"));
        }
        process.kernel().machine().changed();
        return 0;
    }

    private static void setUp(OfPort port, boolean up) {
        port.device().ifPresent((NetDevice device) -> {
            try {
                if (up) {
                    DeviceState.up(device);
                } else {
                    DeviceState.down(device);
                }
            } catch (KernelException refused) {
                // The switch does not say whether the device went along.
            }
        });
    }

    /** The flows of a file, or of standard input for {@code -} ({@code parse_ofp_flow_mod_file}). */
    static List<String> lines(Process process, String file, String complaint) {
        if (!file.equals("-") && !file.equals("/dev/stdin")) {
            throw new OfctlException(file + ": " + complaint + " (No such file or directory)");
        }
        List<String> lines = new ArrayList<>();
        for (String line : process.input().split("\n", -1)) {
            int comment = line.indexOf('#');
            lines.add((comment < 0 ? line : line.substring(0, comment)).strip());
        }
        return lines;
    }
}
