package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.MdbEntry;
import dev.vethlab.kernel.rtnetlink.BridgeGroups;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code bridge mdb} ({@code do_mdb}). */
final class MdbCommand implements BridgeCommand {

    private static final long NS_A_SECOND = 1_000_000_000;
    private static final long NS_A_HUNDREDTH = 10_000_000;
    private static final int ALWAYS_ROUTER = 2;

    @Override
    public int run(BridgeContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return show(context, arguments);
        }
        if (arguments.takeMatching("add")) {
            return modify(context, arguments, true);
        }
        if (arguments.takeMatching("delete")) {
            return modify(context, arguments, false);
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return show(context, arguments);
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(BridgeUsage.MDB);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"bridge mdb help\".\n");
    }

    /** {@code mdb_modify}. */
    private static int modify(BridgeContext context, Arguments arguments, boolean adds) {
        Optional<String> device = Optional.empty();
        Optional<String> port = Optional.empty();
        Optional<String> group = Optional.empty();
        Optional<String> source = Optional.empty();
        boolean permanent = false;
        int vlan = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            switch (word) {
                case "dev" -> device = Optional.of(arguments.next());
                case "grp" -> group = Optional.of(arguments.next());
                case "port" -> port = Optional.of(arguments.next());
                case "src" -> source = Optional.of(arguments.next());
                case "vid" -> vlan = BridgeContext.leadingNumber(arguments.next());
                case "permanent" -> permanent = true;
                default -> {
                    if (matches(word, "help")) {
                        throw ExitException.usage(BridgeUsage.MDB);
                    }
                }
            }
        }
        if (device.isEmpty() || port.isEmpty() || group.isEmpty()) {
            throw ExitException.usage("Device, group address and port name are required arguments.\n");
        }
        int bridge = context.require(device.get(), "Cannot find device");
        int member = context.require(port.get(), "Cannot find device");
        MdbEntry.Group wanted = group(group.get(), source, vlan);
        boolean stays = permanent;
        return context.ask(ExitException.USAGE, () -> {
            BridgeGroups groups = new BridgeGroups(context.net());
            if (adds) {
                groups.add(bridge, member, wanted, stays);
            } else {
                groups.delete(bridge, member, wanted);
            }
            return 0;
        });
    }

    /** {@code mdb_parse_grp}. */
    private static MdbEntry.Group group(String text, Optional<String> source, int vlan) {
        Optional<Ipv4Address> address = Ipv4Address.parse(text);
        Optional<MacAddress> mac = address.isPresent()
                ? Optional.empty()
                : LinkLayerText.read(text, 6).mac();
        if (address.isEmpty() && mac.isEmpty()) {
            String reason = LinkLayerText.read(text, 6)
                    .invalid()
                    .map(part -> "\"" + part + "\" is invalid lladdr.\n")
                    .orElse("");
            throw ExitException.usage(reason + "Invalid address \"" + text + "\"\n");
        }
        Optional<Ipv4Address> from = source.map(word -> Ipv4Address.parse(word)
                .orElseThrow(() -> ExitException.usage("Invalid source address \"" + word + "\"\n")));
        return new MdbEntry.Group(address, from, mac, vlan);
    }

    /** {@code mdb_show}. */
    private static int show(BridgeContext context, Arguments arguments) {
        Optional<String> device = Optional.empty();
        int vlan = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                device = Optional.of(arguments.next());
            } else if (word.equals("vid")) {
                vlan = BridgeContext.leadingNumber(arguments.next());
            }
        }
        int index =
                device.map(name -> context.require(name, "Cannot find device")).orElse(0);
        List<Bridge> bridges = new BridgeGroups(context.net()).dump();
        bridges.removeIf(bridge -> index != 0 && bridge.index() != index);
        Output output = context.output();
        output.begin();
        output.openObject();
        output.openArray("mdb");
        for (Bridge bridge : bridges) {
            for (MdbEntry entry : bridge.snooping().entries()) {
                if (vlan == 0 || vlan == entry.group().vlan()) {
                    print(context, bridge, entry);
                }
            }
        }
        output.closeArray();
        output.openObject("router");
        if (context.ip().options().showDetails()) {
            bridges.forEach(bridge -> printRouters(context, bridge));
        }
        output.closeObject();
        output.closeObject();
        output.end();
        return 0;
    }

    /** {@code print_mdb_entry}. */
    private static void print(BridgeContext context, Bridge bridge, MdbEntry entry) {
        Output output = context.output();
        output.openObject();
        output.jsonNumber("index", bridge.index());
        output.string(Color.IFNAME, "dev", "dev %s", bridge.name());
        BridgePort port = entry.port();
        output.string(
                "port", " port %s", port == null ? bridge.name() : port.device().name());
        String group = entry.group()
                .address()
                .map(Ipv4Address::toString)
                .orElseGet(() -> entry.group().mac().map(MacAddress::toString).orElse(""));
        output.string(entry.group().address().isPresent() ? Color.INET : Color.NONE, "grp", " grp %s", group);
        entry.group().source().ifPresent(from -> output.string(Color.INET, "src", " src %s", from.toString()));
        output.string("state", " %s", entry.isPermanent() ? "permanent" : "temp");
        if (context.ip().options().showDetails() && port != null) {
            output.string("protocol", " proto %s ", entry.byUser() ? "static" : "kernel");
        }
        output.openArray("flags");
        output.closeArray();
        if (entry.group().vlan() != 0) {
            output.number("vid", " vid %u", entry.group().vlan());
        }
        if (context.ip().options().showStatistics()) {
            long left =
                    entry.isPermanent() ? 0 : entry.untilNs() - bridge.machine().nowNs();
            output.string("timer", " %s", timer(left));
        }
        output.lineBreak();
        output.closeObject();
    }

    private static String timer(long ns) {
        return String.format(Locale.ROOT, "%4d.%02d", ns / NS_A_SECOND, ns % NS_A_SECOND / NS_A_HUNDREDTH);
    }

    /** {@code br_print_router_ports}. */
    private static void printRouters(BridgeContext context, Bridge bridge) {
        Output output = context.output();
        boolean statistics = context.ip().options().showStatistics();
        List<BridgePort> routers = bridge.ports().stream()
                .filter(port -> port.multicastRouter() == ALWAYS_ROUTER)
                .toList();
        if (routers.isEmpty()) {
            return;
        }
        String heading = "router ports on " + bridge.name() + ": ";
        output.openArray(bridge.name(), statistics ? "" : heading);
        for (BridgePort port : routers) {
            output.openObject();
            output.jsonString("port", port.device().name());
            output.text((statistics ? heading : "") + port.device().name() + (statistics ? "" : " "));
            if (statistics) {
                output.string("timer", " %s", timer(0));
                output.string("type", " %s", "permanent");
                output.text("\n");
            }
            output.closeObject();
        }
        if (!statistics) {
            output.lineBreak();
        }
        output.closeArray();
    }
}
