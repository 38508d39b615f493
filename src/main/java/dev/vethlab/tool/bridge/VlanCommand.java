package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.rtnetlink.BridgePorts;
import dev.vethlab.kernel.rtnetlink.BridgePorts.Membership;
import dev.vethlab.kernel.rtnetlink.BridgePorts.Vlans;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.Optional;

/** {@code bridge vlan} ({@code do_vlan}). */
final class VlanCommand implements BridgeCommand {

    private static final int MOST = 4096;

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
        if (arguments.peek().equals("tunnelshow")
                || arguments.peek().equals("set")
                || arguments.peek().equals("global")) {
            throw ExitException.err(ExitException.FAILURE, "bridge vlan " + arguments.next() + ": not simulated\n");
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(BridgeUsage.VLAN);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"bridge vlan help\".\n");
    }

    /** {@code vlan_modify}. */
    private static int modify(BridgeContext context, Arguments arguments, boolean adds) {
        Optional<String> device = Optional.empty();
        Optional<String> vid = Optional.empty();
        boolean self = false;
        boolean master = false;
        boolean pvid = false;
        boolean untagged = false;
        while (arguments.hasNext()) {
            String word = arguments.next();
            switch (word) {
                case "dev" -> device = Optional.of(arguments.next());
                case "vid" -> vid = Optional.of(arguments.next());
                case "self" -> self = true;
                case "master" -> master = true;
                case "pvid" -> pvid = true;
                case "untagged" -> untagged = true;
                case "tunnel_info" ->
                    throw ExitException.err(ExitException.FAILURE, "bridge vlan: \"tunnel_info\" is not simulated\n");
                default -> {
                    if (matches(word, "help")) {
                        arguments.next();
                    }
                }
            }
        }
        if (device.isEmpty() || vid.isEmpty()) {
            throw ExitException.usage("Device and VLAN ID are required arguments.\n");
        }
        int index = context.require(device.get(), "Cannot find bridge device");
        int dash = vid.get().indexOf('-');
        int first = BridgeContext.leadingNumber(dash < 0 ? vid.get() : vid.get().substring(0, dash));
        int last = dash < 0 ? first : BridgeContext.leadingNumber(vid.get().substring(dash + 1));
        check(first, last, dash >= 0, pvid);
        Vlans vlans = new Vlans(first, last, pvid, untagged, self, master);
        return context.ask(ExitException.USAGE, () -> {
            BridgePorts ports = new BridgePorts(context.net());
            if (adds) {
                ports.addVlans(index, vlans);
            } else {
                ports.deleteVlans(index, vlans);
            }
            return 0;
        });
    }

    private static void check(int first, int last, boolean range, boolean pvid) {
        if (first >= MOST) {
            throw ExitException.returned("Invalid VLAN ID \"" + first + "\"\n");
        }
        if (range && (last >= MOST || first >= last)) {
            throw ExitException.returned("Invalid VLAN range \"" + first + "-" + last + "\"\n");
        }
        if (range && pvid) {
            throw ExitException.returned("pvid cannot be configured for a vlan range\n");
        }
    }

    /** {@code vlan_show}. */
    private static int show(BridgeContext context, Arguments arguments) {
        Optional<String> device = Optional.empty();
        int vlan = 0;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                String name = arguments.next();
                if (device.isPresent()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = Optional.of(name);
            } else if (word.equals("vid")) {
                String text = arguments.next();
                if (vlan != 0) {
                    throw ExitException.duplicate("vid", text);
                }
                vlan = BridgeContext.leadingNumber(text);
            }
        }
        int index =
                device.map(name -> context.require(name, "Cannot find device")).orElse(0);
        BridgePorts ports = new BridgePorts(context.net());
        VlanPrinter printer = new VlanPrinter(context, vlan, ports.tellsVlansInDetail());
        context.output().begin();
        printer.printHeading();
        for (Membership membership : ports.dumpVlans()) {
            if (index == 0 || index == membership.index()) {
                printer.print(membership);
            }
        }
        context.output().end();
        return 0;
    }
}
