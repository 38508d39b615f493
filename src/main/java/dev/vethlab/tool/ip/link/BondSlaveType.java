package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.rtnetlink.BondSlaveInfo;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkOptions;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;

/** {@code type bond_slave ...} (ip/iplink_bond_slave.c). */
final class BondSlaveType implements LinkType {

    private static final String USAGE = "Usage: ... bond_slave [ queue_id ID ] [ prio PRIORITY ]\n";

    @Override
    public String id() {
        return "bond_slave";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        String word = arguments.next();
        if (Arguments.matches(word, "queue_id") || word.equals("prio")) {
            throw ExitException.err(ExitException.FAILURE, "bond_slave: \"" + word + "\" is not simulated\n");
        }
        boolean help = Arguments.matches(word, "help");
        request.portOptions(LinkOptions.NONE);
        throw ExitException.err(
                ExitException.FAILURE, help ? USAGE : "bond_slave: unknown option \"" + word + "\"?\n" + USAGE);
    }

    /** {@code bond_slave_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        BondSlaveInfo slave = (BondSlaveInfo) data;
        Output output = context.output();
        output.string("state", "state %s ", slave.active() ? "ACTIVE" : "BACKUP");
        output.string("mii_status", "mii_status %s ", slave.link());
        output.number("link_failure_count", "link_failure_count %d ", slave.failures());
        output.string("perm_hwaddr", "perm_hwaddr %s ", slave.permanentAddress().toString());
        output.number("queue_id", "queue_id %d ", 0);
        output.number("prio", "prio %d ", 0);
    }
}
