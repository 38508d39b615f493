package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.rtnetlink.FdbInfo;
import dev.vethlab.kernel.rtnetlink.ForwardingEntries;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code bridge fdb show} ({@code fdb_show}, {@code print_fdb}). */
final class FdbShow {

    private static final int NUD_PERMANENT = 0x80;
    private static final int NUD_NOARP = 0x40;
    private static final int NUD_STALE = 0x04;
    private static final int NUD_REACHABLE = 0x02;

    private final BridgeContext context;
    private final Output output;
    private Optional<String> device = Optional.empty();
    private Optional<String> bridge = Optional.empty();
    private int index;
    private int vlan;
    private Set<FdbInfo.State> states = EnumSet.noneOf(FdbInfo.State.class);

    /** Whether entries of the host are left out. */
    boolean dynamic;

    FdbShow(BridgeContext context) {
        this.context = context;
        this.output = context.output();
    }

    int run(Arguments arguments) {
        while (arguments.hasNext()) {
            read(arguments.next(), arguments);
        }
        int master = bridge.map(name -> context.require(name, "Cannot find bridge device"))
                .orElse(0);
        index = device.map(name -> context.require(name, "Cannot find device")).orElse(0);
        output.begin();
        List<FdbInfo> entries =
                context.ask(ExitException.FAILURE, () -> new ForwardingEntries(context.net()).dump(index, master));
        for (FdbInfo entry : entries) {
            print(entry);
        }
        output.end();
        return 0;
    }

    private void read(String word, Arguments arguments) {
        switch (word) {
            case "brport", "dev" -> device = Optional.of(arguments.next());
            case "br" -> bridge = Optional.of(arguments.next());
            case "vlan" -> {
                String text = arguments.next();
                if (vlan != 0) {
                    throw ExitException.duplicate("vlan", text);
                }
                vlan = BridgeContext.leadingNumber(text);
            }
            case "state" -> readState(arguments.next());
            case "dynamic" -> dynamic = true;
            default -> {
                if (matches(word, "help")) {
                    throw ExitException.usage(BridgeUsage.FDB);
                }
            }
        }
    }

    /** {@code state_a2n}. */
    private void readState(String word) {
        if (matches(word, "permanent")) {
            states.add(FdbInfo.State.PERMANENT);
        } else if (matches(word, "static") || matches(word, "temp")) {
            states.add(FdbInfo.State.NOARP);
        } else if (matches(word, "stale")) {
            states.add(FdbInfo.State.STALE);
        } else if (matches(word, "reachable") || matches(word, "dynamic")) {
            states.add(FdbInfo.State.REACHABLE);
        } else if (word.equals("all")) {
            states = EnumSet.allOf(FdbInfo.State.class);
        } else {
            OptionalLong number = Numbers.u32(word, 0);
            readBits(number.orElseThrow(() -> ExitException.invalid("invalid state", word)));
        }
    }

    private void readBits(long bits) {
        addIf(bits, NUD_PERMANENT, FdbInfo.State.PERMANENT);
        addIf(bits, NUD_NOARP, FdbInfo.State.NOARP);
        addIf(bits, NUD_STALE, FdbInfo.State.STALE);
        addIf(bits, NUD_REACHABLE, FdbInfo.State.REACHABLE);
    }

    private void addIf(long bits, int bit, FdbInfo.State state) {
        if ((bits & bit) != 0) {
            states.add(state);
        }
    }

    void print(FdbInfo entry) {
        if (!states.isEmpty() && !states.contains(entry.state())
                || vlan != 0 && vlan != entry.vlan()
                || dynamic && entry.state() == FdbInfo.State.PERMANENT) {
            return;
        }
        output.openObject();
        output.string(Color.MAC, "mac", "%s ", entry.address().toString());
        if (index == 0) {
            output.text("dev ");
            output.string(Color.IFNAME, "ifname", "%s ", context.ip().devices().nameOf(entry.index()));
        }
        entry.tunnel().flatMap(FdbInfo.Tunnel::destination).ifPresent(far -> {
            output.text("dst ");
            output.string(Color.INET, "dst", "%s ", far.toString());
        });
        if (entry.vlan() != 0) {
            output.number("vlan", "vlan %u ", entry.vlan());
        }
        entry.tunnel().ifPresent(this::printTunnel);
        if (context.ip().options().showStatistics()) {
            entry.times().ifPresent(times -> {
                output.number("used", "used %u", times.used());
                output.number("updated", "/%u ", times.updated());
            });
        }
        printFlags(entry);
        if (entry.master().isPresent()) {
            output.string(
                    "master",
                    "master %s ",
                    context.ip().devices().nameOf(entry.master().getAsInt()));
        }
        output.string("state", "%s\n", word(entry.state()));
        output.closeObject();
    }

    private void printTunnel(FdbInfo.Tunnel tunnel) {
        tunnel.port().ifPresent(port -> output.number("port", "port %u ", port));
        tunnel.vni().ifPresent(vni -> output.number("vni", "vni %u ", vni));
        tunnel.sourceVni().ifPresent(vni -> output.number("src_vni", "src_vni %u ", vni));
        tunnel.via()
                .ifPresent(via ->
                        output.string("viaIf", "via %s ", context.ip().devices().nameOf(via)));
        tunnel.nexthop().ifPresent(id -> output.number("nhid", "nhid %u ", id));
    }

    private void printFlags(FdbInfo entry) {
        output.openArray("flags");
        flag(entry.self(), "self");
        flag(entry.router(), "router");
        flag(entry.externallyLearned(), "extern_learn");
        flag(entry.sticky(), "sticky");
        output.closeArray();
    }

    private void flag(boolean set, String word) {
        if (set) {
            output.element("%s ", word);
        }
    }

    private static String word(FdbInfo.State state) {
        return switch (state) {
            case PERMANENT -> "permanent";
            case NOARP -> "static";
            case STALE -> "stale";
            case REACHABLE -> "";
        };
    }
}
