package dev.vethlab.tool.ip.nexthop;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.route.FibNh;
import dev.vethlab.kernel.route.NextHopFlags;
import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.Scopes;
import java.util.Optional;

/** Prints a nexthop object ({@code __print_nexthop_entry}). */
public final class NexthopPrinter {

    private final IpContext context;
    private final Output output;

    public NexthopPrinter(IpContext context) {
        this.context = context;
        this.output = context.output();
    }

    /** Prints it as an element of the document. */
    void print(Nexthop nexthop) {
        output.openObject();
        printBody(nexthop);
        output.closeObject();
    }

    /** Prints it as a property, as routes do. */
    public void print(String key, Nexthop nexthop) {
        output.openObject(key);
        printBody(nexthop);
        output.closeObject();
    }

    private void printBody(Nexthop nexthop) {
        boolean details = context.options().showDetails();
        Optional<FibNh> hop = nexthop.isBlackhole() ? Optional.empty() : nexthop.hop();
        output.number("id", "id %u ", Integer.toUnsignedLong(nexthop.id()));
        if (nexthop.isGroup()) {
            printGroup(nexthop);
        }
        hop.flatMap(FibNh::gateway).ifPresent(gateway -> NextHopText.gateway(output, gateway));
        Optional<NetDevice> device = hop.flatMap(FibNh::device);
        device.ifPresent(each -> NextHopText.device(output, "dev", each.name()));
        int scope = hop.map(FibNh::scope).orElse(0);
        if (scope != 0 || details) {
            output.string("scope", "scope %s ", Scopes.word(scope, context.options()));
        }
        if (nexthop.isBlackhole() && !nexthop.isGroup()) {
            output.nothing("blackhole", "blackhole ");
        }
        if (nexthop.protocol() != 0 || details) {
            output.string(
                    "protocol",
                    "proto %s ",
                    RouteProtocols.name(nexthop.protocol(), context.options().numeric()));
        }
        int shown = NextHopFlags.DEAD | NextHopFlags.LINKDOWN | NextHopFlags.ONLINK;
        NextHopText.flags(output, hop.map(FibNh::flags).orElse(0) & shown);
        if (nexthop.isFdb()) {
            output.nothing("fdb", "fdb");
        }
    }

    private void printGroup(Nexthop nexthop) {
        output.openArray("group", "group ");
        boolean first = true;
        for (Nexthop.Member member : nexthop.group()) {
            output.openObject();
            output.text(first ? "" : "/");
            output.number("id", "%u", Integer.toUnsignedLong(member.nexthop().id()));
            if (member.weight() > 1) {
                output.number("weight", ",%u", member.weight());
            }
            output.closeObject();
            first = false;
        }
        output.closeArray(" ");
    }
}
