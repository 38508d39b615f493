package dev.vethlab.tool.ip.neigh;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import java.util.Optional;

/** Prints an entry ({@code print_neigh}). */
public final class NeighPrinter {

    private static final long TICKS = 100;

    private final IpContext context;
    private final Output output;
    private final boolean deviceIsKnown;

    /**
     * @param deviceIsKnown whether the command line names the device, so that it is not printed
     */
    public NeighPrinter(IpContext context, boolean deviceIsKnown) {
        this.context = context;
        this.output = context.output();
        this.deviceIsKnown = deviceIsKnown;
    }

    public void print(NeighbourInfo entry) {
        output.openObject();
        if (context.options().brief()) {
            brief(entry);
        } else {
            full(entry);
        }
        output.newline();
        output.closeObject();
    }

    private void brief(NeighbourInfo entry) {
        output.string(Color.INET, "dst", "%-39s ", entry.destination().toString());
        device(entry, "%-16s ");
        lladdr(entry.lladdr(), "%s");
    }

    private void full(NeighbourInfo entry) {
        output.string(Color.INET, "dst", "%s ", entry.destination().toString());
        if (!deviceIsKnown && entry.index() != 0) {
            output.text("dev ");
        }
        device(entry, "%s ");
        if (entry.lladdr().isPresent()) {
            output.text("lladdr ");
        }
        lladdr(entry.lladdr(), "%s ");
        flag(entry, Neighbour.NTF_ROUTER, "router");
        flag(entry, Neighbour.NTF_PROXY, "proxy");
        flag(entry, Neighbour.NTF_MANAGED, "managed");
        flag(entry, Neighbour.NTF_EXT_LEARNED, "extern_learn");
        if (context.options().showStatistics()) {
            entry.cache().ifPresent(this::cache);
        }
        if (entry.state() != NudState.NONE) {
            output.openArray("state");
            output.element("%s ", entry.state().name());
            output.closeArray();
        }
        if (entry.protocol() != 0) {
            String name =
                    RouteProtocols.name(entry.protocol(), context.options().numeric());
            output.string("protocol", "proto %s ", name);
        }
    }

    private void device(NeighbourInfo entry, String format) {
        if (!deviceIsKnown && entry.index() != 0) {
            output.string(Color.IFNAME, "dev", format, context.devices().nameOf(entry.index()));
        }
    }

    private void lladdr(Optional<MacAddress> address, String format) {
        address.ifPresent(known -> output.string(Color.MAC, "lladdr", format, known.toString()));
    }

    private void flag(NeighbourInfo entry, int flag, String word) {
        if (entry.has(flag)) {
            output.nothing(word, word + " ");
        }
    }

    /** {@code print_cacheinfo}. */
    private void cache(NeighbourInfo.CacheInfo cache) {
        if (cache.holders() != 0) {
            output.number("refcnt", " ref %u", cache.holders());
        }
        output.number("used", " used %u", cache.used() / TICKS);
        output.number("confirmed", "/%u", cache.confirmed() / TICKS);
        output.number("updated", "/%u", cache.updated() / TICKS);
        output.number("probes", "probes %u ", cache.probes());
    }
}
