package dev.vethlab.tool.ip.neigh;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.NeighThresholds;
import dev.vethlab.kernel.rtnetlink.NeighbourTables;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** {@code ip ntable show} ({@code print_ntable}). */
final class NtableShow {

    private static final int NONE = -1;

    private final IpContext context;
    private final Arguments arguments;
    private final Output output;
    private final NeighbourTables tables;
    private Optional<String> name = Optional.empty();
    private int wanted;

    NtableShow(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.output = context.output();
        this.tables = new NeighbourTables(
                context.namespace().net(), context.namespace().neighbours());
    }

    int run() {
        while (arguments.hasNext()) {
            option(arguments.next());
        }
        if (context.options().showStatistics() && wanted <= 0) {
            throw NtableCommand.notSimulated("the counters of the whole machine (-s) are");
        }
        AddressFamily family = context.options().family();
        output.begin();
        if (isWanted(family, AddressFamily.INET, NeighbourTables.ARP)) {
            for (NeighbourTables.Parms parms : tables.dump()) {
                print(AddressFamily.INET, NeighbourTables.ARP, parms, parms::get);
            }
        }
        if (isWanted(family, AddressFamily.INET6, NtableCommand.NDISC)) {
            for (NeighbourTables.Parms parms : tables.dump()) {
                if (parms.index() == 0 || hasIpv6(parms.index())) {
                    print(AddressFamily.INET6, NtableCommand.NDISC, parms, NtableShow::initialOfIpv6);
                }
            }
        }
        output.end();
        return 0;
    }

    private void option(String word) {
        if (word.equals("dev")) {
            String device = arguments.next();
            wanted = device.equals("none") ? NONE : context.devices().indexOf(device);
            if (wanted == 0) {
                throw ExitException.invalid("\"DEV\" is invalid", device);
            }
        } else if (word.equals("name")) {
            name = Optional.of(arguments.next());
        } else {
            throw ExitException.invalid("unknown", word);
        }
    }

    private boolean isWanted(AddressFamily asked, AddressFamily family, String table) {
        return (asked == AddressFamily.UNSPEC || asked == family)
                && name.map(table::equals).orElse(true);
    }

    private boolean hasIpv6(int index) {
        return context.namespace()
                .net()
                .devices()
                .byIndex(index)
                .filter(NetDevice::hasIpv6)
                .isPresent();
    }

    /** Nothing changes the neighbours of IPv6, and nothing uses them. */
    private static long initialOfIpv6(NeighSetting setting) {
        return switch (setting) {
            case BASE_REACHABLE_TIME -> 30_000;
            case RETRANS_TIME, ANYCAST_DELAY -> 1000;
            case GC_STALETIME -> 60_000;
            case DELAY_PROBE_TIME -> 5000;
            case QUEUE_LEN_BYTES -> 101;
            case UCAST_PROBES, MCAST_PROBES -> 3;
            case PROXY_DELAY -> 800;
            case PROXY_QLEN -> 64;
            default -> 0;
        };
    }

    private void print(
            AddressFamily family, String table, NeighbourTables.Parms parms, ToLongFunction<NeighSetting> values) {
        if (wanted == NONE ? parms.index() != 0 : wanted != 0 && parms.index() != wanted) {
            return;
        }
        boolean ours = family == AddressFamily.INET;
        output.openObject();
        output.string("family", "%s ", family.word());
        output.string("name", "%s ", table);
        output.lineBreak();
        if (parms.index() == 0) {
            limits();
        } else {
            output.text("    dev ");
            output.string(Color.IFNAME, "dev", "%s ", context.devices().nameOf(parms.index()));
            output.lineBreak();
        }
        output.text("    ");
        output.number("refcnt", "refcnt %u ", ours ? parms.holders() : 1);
        output.number(
                "reachable",
                "reachable %u ",
                ours ? parms.reachable() : values.applyAsLong(NeighSetting.BASE_REACHABLE_TIME));
        number(values, "base_reachable", NeighSetting.BASE_REACHABLE_TIME);
        number(values, "retrans", NeighSetting.RETRANS_TIME);
        nextLine();
        number(values, "gc_stale", NeighSetting.GC_STALETIME);
        number(values, "delay_probe", NeighSetting.DELAY_PROBE_TIME);
        number(values, "queue", NeighSetting.QUEUE_LEN_BYTES);
        nextLine();
        number(values, "app_probes", NeighSetting.APP_PROBES);
        number(values, "ucast_probes", NeighSetting.UCAST_PROBES);
        number(values, "mcast_probes", NeighSetting.MCAST_PROBES);
        nextLine();
        number(values, "anycast_delay", NeighSetting.ANYCAST_DELAY);
        number(values, "proxy_delay", NeighSetting.PROXY_DELAY);
        number(values, "proxy_queue", NeighSetting.PROXY_QLEN);
        number(values, "locktime", NeighSetting.LOCKTIME);
        output.lineBreak();
        output.text("\n");
        output.closeObject();
    }

    private void limits() {
        output.text("    ");
        output.number("thresh1", "thresh1 %u ", tables.limit(NeighThresholds.Which.GC_THRESH1));
        output.number("thresh2", "thresh2 %u ", tables.limit(NeighThresholds.Which.GC_THRESH2));
        output.number("thresh3", "thresh3 %u ", tables.limit(NeighThresholds.Which.GC_THRESH3));
        output.number("gc_interval", "gc_int %u ", tables.limit(NeighThresholds.Which.GC_INTERVAL));
        output.lineBreak();
    }

    private void number(ToLongFunction<NeighSetting> values, String word, NeighSetting setting) {
        output.number(word, word + " %u ", values.applyAsLong(setting));
    }

    private void nextLine() {
        output.lineBreak();
        output.text("    ");
    }
}
