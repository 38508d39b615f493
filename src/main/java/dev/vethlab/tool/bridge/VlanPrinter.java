package dev.vethlab.tool.bridge;

import dev.vethlab.kernel.bridge.VlanGroup;
import dev.vethlab.kernel.rtnetlink.BridgePorts.Membership;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;

/** Prints the VLANs of bridges and ports ({@code print_vlan_info}, {@code print_vlan_opts}). */
final class VlanPrinter {

    private static final String INDENT = " ".repeat(18);

    private final BridgeContext context;
    private final Output output;
    private final int wanted;
    private final boolean details;

    /** VLANs that follow each other and are treated alike. */
    private record Range(int first, int last, boolean pvid, boolean untagged) {}

    /**
     * @param wanted the one VLAN that is shown, 0 for all
     * @param inDetail whether the kernel could tell the details
     */
    VlanPrinter(BridgeContext context, int wanted, boolean inDetail) {
        this.context = context;
        this.output = context.output();
        this.wanted = wanted;
        this.details = context.ip().options().showDetails();
        if (details && !inDetail) {
            output.begin();
            output.text(String.format("%-16s  %-9s%n", "port", "vlan-id"));
            throw ExitException.err(
                    ExitException.FAILURE, "RTNETLINK answers: Operation not supported\nDump terminated\n");
        }
    }

    void printHeading() {
        boolean narrow = context.ip().options().showStatistics() && !details;
        output.text(narrow ? "port              vlan-id\n" : "port              vlan-id  \n");
    }

    void print(Membership membership) {
        boolean opened = false;
        for (Range range : ranges(membership.vlans())) {
            if (wanted != 0 && (wanted < range.first() || wanted > range.last())) {
                continue;
            }
            if (opened) {
                output.text(INDENT);
            } else {
                output.openObject();
                output.string(
                        Color.IFNAME,
                        "ifname",
                        "%-16s  ",
                        context.ip().devices().nameOf(membership.index()));
                output.openArray("vlans");
                opened = true;
            }
            print(range);
        }
        if (opened) {
            output.closeArray();
            output.closeObject();
        }
    }

    private void print(Range range) {
        output.openObject();
        output.number("vlan", "%u", range.first());
        if (range.last() != range.first()) {
            output.number("vlanEnd", "-%u", range.last());
        }
        if (range.pvid() || range.untagged()) {
            output.openArray("flags");
            if (range.pvid()) {
                output.element(" %s", "PVID");
            }
            if (range.untagged()) {
                output.element(" %s", "Egress Untagged");
            }
            output.closeArray();
        }
        output.lineBreak();
        if (details) {
            output.text(INDENT + "  ");
            output.string("state", "state %s ", "forwarding");
            output.number("mcast_router", "mcast_router %u ", 1);
            output.lineBreak();
        }
        output.closeObject();
    }

    private List<Range> ranges(VlanGroup vlans) {
        List<Range> ranges = new ArrayList<>();
        for (int vlan : vlans.all()) {
            Range next = new Range(vlan, vlan, vlans.pvid() == vlan, vlans.isUntagged(vlan));
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            boolean joinable = context.compressVlans() || details;
            if (joinable
                    && last != null
                    && last.last() == vlan - 1
                    && last.pvid() == next.pvid()
                    && last.untagged() == next.untagged()) {
                ranges.set(ranges.size() - 1, new Range(last.first(), vlan, next.pvid(), next.untagged()));
            } else {
                ranges.add(next);
            }
        }
        return ranges;
    }
}
