package dev.vethlab.tool.bridge;

import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.PortAttribute;
import dev.vethlab.kernel.bridge.PortFlag;
import dev.vethlab.kernel.bridge.PortState;
import dev.vethlab.kernel.rtnetlink.BridgePortData;
import dev.vethlab.kernel.rtnetlink.BridgePortOptions;
import dev.vethlab.kernel.rtnetlink.BridgePorts;
import dev.vethlab.kernel.rtnetlink.LinkInfo;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.OnOff;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.link.LinkPrinter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code bridge link} ({@code do_link}). */
final class LinkCommand implements BridgeCommand {

    /** The exit code of a function that returns -EINVAL. */
    private static final int NEITHER_ON_NOR_OFF = 234;

    private static final Map<String, PortAttribute> FLAGS = Map.ofEntries(
            Map.entry("guard", PortAttribute.BPDU_GUARD),
            Map.entry("hairpin", PortAttribute.HAIRPIN),
            Map.entry("fastleave", PortAttribute.FAST_LEAVE),
            Map.entry("root_block", PortAttribute.ROOT_BLOCK),
            Map.entry("learning", PortAttribute.LEARNING),
            Map.entry("flood", PortAttribute.FLOOD),
            Map.entry("mcast_flood", PortAttribute.MCAST_FLOOD),
            Map.entry("bcast_flood", PortAttribute.BCAST_FLOOD),
            Map.entry("mcast_to_unicast", PortAttribute.MCAST_TO_UNICAST),
            Map.entry("neigh_suppress", PortAttribute.NEIGH_SUPPRESS),
            Map.entry("vlan_tunnel", PortAttribute.VLAN_TUNNEL),
            Map.entry("isolated", PortAttribute.ISOLATED),
            Map.entry("locked", PortAttribute.LOCKED));

    @Override
    public int run(BridgeContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return show(context, arguments);
        }
        if (arguments.takeMatching("set") || arguments.takeMatching("change")) {
            return new Change(context, arguments).run();
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return show(context, arguments);
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(BridgeUsage.LINK);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"bridge link help\".\n");
    }

    /** {@code brlink_modify}. */
    private static final class Change {

        private final BridgeContext context;
        private final Arguments arguments;
        private final BridgePortOptions options = new BridgePortOptions();
        private Optional<String> device = Optional.empty();
        private boolean self;
        private boolean master;

        Change(BridgeContext context, Arguments arguments) {
            this.context = context;
            this.arguments = arguments;
        }

        int run() {
            while (arguments.hasNext()) {
                String word = arguments.next();
                PortAttribute flag = FLAGS.get(word);
                if (flag != null) {
                    options.set(flag, OnOff.read(word, arguments.next(), NEITHER_ON_NOR_OFF) ? 1 : 0);
                } else {
                    read(word);
                }
            }
            String name = device.orElseThrow(() -> ExitException.usage("Device is a required argument.\n"));
            int index = context.require(name, "Cannot find bridge device");
            return context.ask(ExitException.USAGE, () -> {
                new BridgePorts(context.net()).set(index, options, self, master);
                return 0;
            });
        }

        private void read(String word) {
            switch (word) {
                case "dev" -> device = Optional.of(arguments.next());
                case "learning_sync" -> OnOff.read(word, arguments.next(), NEITHER_ON_NOR_OFF);
                case "mcast_router" ->
                    options.set(PortAttribute.MCAST_ROUTER, BridgeContext.leadingNumber(arguments.next()));
                case "cost" -> setIf(PortAttribute.COST, BridgeContext.leadingNumber(arguments.next()), 1);
                case "priority" -> setIf(PortAttribute.PRIORITY, BridgeContext.leadingNumber(arguments.next()), 0);
                case "state" -> setIf(PortAttribute.STATE, state(arguments.next()), 0);
                case "hwmode" -> readMode(arguments.next());
                case "self" -> self = true;
                case "master" -> master = true;
                case "backup_port" -> options.set(PortAttribute.BACKUP_PORT, backup(arguments.next()));
                case "nobackup_port" -> options.set(PortAttribute.BACKUP_PORT, 0);
                default -> throw ExitException.usage(BridgeUsage.LINK);
            }
        }

        private void setIf(PortAttribute attribute, int value, int least) {
            if (value >= least) {
                options.set(attribute, value);
            }
        }

        private int state(String text) {
            if (!text.isEmpty() && text.chars().allMatch(c -> Character.digit(c, 10) >= 0)) {
                return BridgeContext.leadingNumber(text);
            }
            for (PortState state : PortState.values()) {
                if (state.name().equalsIgnoreCase(text)) {
                    return state.ordinal();
                }
            }
            throw ExitException.usage("Error: invalid STP port state\n");
        }

        private void readMode(String mode) {
            if (!mode.equals("vepa") && !mode.equals("veb")) {
                throw ExitException.usage("Mode argument must be \"vepa\" or \"veb\".\n");
            }
            self = true;
        }

        private int backup(String name) {
            int index = context.ip().devices().indexOf(name);
            if (index == 0) {
                throw ExitException.usage("Error: device " + name + " does not exist\n");
            }
            return index;
        }
    }

    /** {@code brlink_show}. */
    private static int show(BridgeContext context, Arguments arguments) {
        Optional<String> device = Optional.empty();
        while (arguments.hasNext()) {
            if (arguments.next().equals("dev")) {
                String name = arguments.next();
                if (device.isPresent()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = Optional.of(name);
            }
        }
        int index =
                device.map(name -> context.require(name, "Cannot find device")).orElse(0);
        Output output = context.output();
        output.begin();
        for (LinkInfo link : new BridgePorts(context.net()).dump()) {
            if (index == 0 || index == link.index()) {
                print(context, link);
            }
        }
        output.end();
        return 0;
    }

    /** {@code print_linkinfo}, {@code print_protinfo}. */
    private static void print(BridgeContext context, LinkInfo link) {
        Output output = context.output();
        output.openObject();
        new LinkPrinter(context.ip(), true, AddressFamily.PACKET).printStart(link);
        link.master()
                .ifPresent(master -> output.string(
                        "master", "master %s ", context.ip().devices().nameOf(master)));
        BridgePort port = ((BridgePortData) link.portData().orElseThrow()).port();
        output.string("state", "state %s ", port.state().name().toLowerCase(Locale.ROOT));
        output.number("priority", "priority %u ", port.priority());
        output.number("cost", "cost %u ", port.pathCost());
        if (context.ip().options().showDetails()) {
            printDetails(output, port);
        }
        output.newline();
        output.closeObject();
    }

    private static void printDetails(Output output, BridgePort port) {
        output.lineBreak();
        output.text("    ");
        flag(output, port, "hairpin", PortFlag.HAIRPIN);
        flag(output, port, "guard", PortFlag.BPDU_GUARD);
        flag(output, port, "root_block", PortFlag.ROOT_BLOCK);
        flag(output, port, "fastleave", PortFlag.FAST_LEAVE);
        flag(output, port, "learning", PortFlag.LEARNING);
        flag(output, port, "flood", PortFlag.FLOOD);
        flag(output, port, "mcast_flood", PortFlag.MCAST_FLOOD);
        flag(output, port, "bcast_flood", PortFlag.BCAST_FLOOD);
        output.number("mcast_router", "mcast_router %u ", port.multicastRouter());
        flag(output, port, "mcast_to_unicast", PortFlag.MCAST_TO_UNICAST);
        flag(output, port, "neigh_suppress", PortFlag.NEIGH_SUPPRESS);
        flag(output, port, "vlan_tunnel", PortFlag.VLAN_TUNNEL);
        BridgePort backup = port.backup();
        if (backup != null) {
            output.string("backup_port", "backup_port %s ", backup.device().name());
        }
        flag(output, port, "isolated", PortFlag.ISOLATED);
        flag(output, port, "locked", PortFlag.LOCKED);
    }

    private static void flag(Output output, BridgePort port, String word, PortFlag flag) {
        output.onOff(word, word + " %s ", port.has(flag));
    }
}
