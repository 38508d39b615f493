package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.openvswitch.Vport;
import dev.vethlab.vswitch.VSwitch;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.MacTable;
import dev.vethlab.vswitch.ofproto.OfPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The commands that the daemon answers ({@code unixctl_command_register}). */
final class Daemon {

    private final VSwitch daemon;
    private final Machine machine;

    Daemon(VSwitch daemon, Machine machine) {
        this.daemon = daemon;
        this.machine = machine;
    }

    String answer(String command, List<String> arguments) {
        return switch (command) {
            case "fdb/show" -> showStations(one(command, arguments));
            case "fdb/add" -> fix(arguments);
            case "fdb/del" -> release(arguments);
            case "fdb/flush" -> flush(arguments);
            case "fdb/stats-show" -> stationCounts(one(command, arguments));
            case "ofproto/trace" -> TraceCommand.run(daemon.bridges(), arguments);
            case "ofproto/list" -> {
                StringBuilder text = new StringBuilder();
                daemon.bridges()
                        .bridges()
                        .forEach(bridge -> text.append(bridge.name()).append('\n'));
                yield text.toString();
            }
            case "dpif/show" -> showDatapath();
            case "dpctl/show" -> showPorts();
            case "revalidator/purge" -> {
                daemon.bridges().purge();
                yield "";
            }
            case "revalidator/wait" -> "";
            case "dpctl/dump-conntrack" -> ConnectionCommands.dump(daemon, machine, arguments);
            case "dpctl/flush-conntrack" -> ConnectionCommands.flush(daemon, machine, arguments);
            case "bridge/dump-flows" -> BridgeFlows.print(bridge(one(command, arguments)), machine.nowNs());
            case "version" -> "ovs-vswitchd (Open vSwitch) 3.1.0\n";
            default ->
                throw new AppctlException("\"" + command
                        + "\" is not a valid command (use \"list-commands\" to see a list of valid commands)");
        };
    }

    private static String one(String command, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new AppctlException("\"" + command + "\" command requires at least 1 arguments");
        }
        if (arguments.size() > 1) {
            throw new AppctlException("\"" + command + "\" command takes at most 1 arguments");
        }
        return arguments.get(0);
    }

    private Bridge bridge(String name) {
        return daemon.bridges().bridge(name).orElseThrow(() -> new AppctlException("no such bridge"));
    }

    private String showStations(String name) {
        StringBuilder text = new StringBuilder(" port  VLAN  MAC                Age\n");
        for (MacTable.Station station : bridge(name).macs().all(machine.nowNs())) {
            text.append(String.format(
                    Locale.ROOT,
                    "%5s  %4d  %s  %s%n",
                    PortNames.NUMBERS.write(station.port()),
                    station.vlan(),
                    station.address(),
                    station.fixed() ? "static" : String.format(Locale.ROOT, "%3d", station.age())));
        }
        return text.toString();
    }

    private String flush(List<String> arguments) {
        List<Bridge> meant = arguments.isEmpty() ? daemon.bridges().bridges() : List.of(bridge(arguments.get(0)));
        meant.forEach(bridge -> bridge.macs().clear());
        machine.changed();
        return "table successfully flushed\n";
    }

    /** {@code ofproto_unixctl_fdb_add}. */
    private String fix(List<String> arguments) {
        refuseUnless(arguments.size() == 4, "fdb/add", arguments.size(), 4);
        Bridge bridge = bridge(arguments.get(0));
        OfPort port = bridge.port(arguments.get(1))
                .orElseThrow(() -> new AppctlException("software error, odp port is present but no ofp port"));
        if (!bridge.macs().fix(address(arguments.get(3)), vlan(arguments.get(2)), port)) {
            throw new AppctlException("port is not in any bundle");
        }
        machine.changed();
        return "";
    }

    /** {@code ofproto_unixctl_fdb_delete}. */
    private String release(List<String> arguments) {
        refuseUnless(arguments.size() == 3, "fdb/del", arguments.size(), 3);
        if (!bridge(arguments.get(0)).macs().release(address(arguments.get(2)), vlan(arguments.get(1)))) {
            throw new AppctlException("could not find static mac entry");
        }
        machine.changed();
        return "";
    }

    private static void refuseUnless(boolean right, String command, int given, int wanted) {
        if (!right) {
            throw new AppctlException("\"" + command + "\" command "
                    + (given < wanted ? "requires at least " : "takes at most ") + wanted + " arguments");
        }
    }

    private static int vlan(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException bad) {
            throw new AppctlException("bad vlan");
        }
    }

    private static MacAddress address(String text) {
        return MacAddress.parse(text).orElseThrow(() -> new AppctlException("bad MAC address"));
    }

    private String stationCounts(String name) {
        List<Long> counts = bridge(name).macs().counts(machine.nowNs());
        return "Statistics for bridge \"" + name + "\":\n"
                + "  Current/maximum MAC entries in the table: " + counts.get(0) + "/" + counts.get(1) + "\n"
                + "  Current static MAC entries in the table : " + counts.get(6) + "\n"
                + "  Total number of learned MAC entries     : " + counts.get(2) + "\n"
                + "  Total number of expired MAC entries     : " + counts.get(3) + "\n"
                + "  Total number of evicted MAC entries     : " + counts.get(4) + "\n"
                + "  Total number of port moved MAC entries  : " + counts.get(5) + "\n";
    }

    private String showDatapath() {
        if (daemon.bridges().datapath().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "system@ovs-system: hit:0 missed:" + daemon.bridges().packets() + "\n");
        for (Bridge bridge : daemon.bridges().bridges()) {
            text.append("  ").append(bridge.name()).append(":\n");
            List<OfPort> ports = new ArrayList<>(bridge.ports());
            ports.sort(Comparator.comparing(OfPort::name));
            for (OfPort port : ports) {
                String number = port.vport()
                        .map(vport -> Integer.toString(vport.number()))
                        .orElse("none");
                text.append("    ")
                        .append(port.name())
                        .append(' ')
                        .append(port.number())
                        .append('/')
                        .append(number);
                text.append(": (")
                        .append(port.type().word())
                        .append(options(port))
                        .append(")\n");
            }
        }
        return text.toString();
    }

    private String options(OfPort port) {
        Datum options = daemon.database()
                .named(Schema.INTERFACE, port.name())
                .map((Row row) -> row.get("options"))
                .orElse(Datum.EMPTY);
        if (options.isEmpty() || !port.type().isVirtual()) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ", ": ", "");
        options.entries().forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }

    private String showPorts() {
        StringBuilder text = new StringBuilder();
        daemon.bridges().datapath().ifPresent(datapath -> {
            text.append("system@ovs-system:\n  lookups: hit:0 missed:")
                    .append(daemon.bridges().packets())
                    .append(" lost:0\n  flows: 0\n  masks: hit:0 total:0 hit/pkt:0.00\n")
                    .append("  caches:\n    masks-cache: size:256\n");
            for (Vport port : datapath.ports()) {
                text.append("  port ").append(port.number()).append(": ").append(port.name());
                text.append(
                        switch (port.type()) {
                            case NETDEV -> "\n";
                            case INTERNAL -> " (internal)\n";
                            case VXLAN, GRE -> " (" + port.type().word() + ": packet_type=ptap)\n";
                        });
            }
        });
        return text.toString();
    }
}
