package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.VrfInfo;
import dev.vethlab.kernel.rtnetlink.VrfOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.RouteTables;

/** {@code type vrf ...}, and how a port of one is printed (ip/iplink_vrf.c). */
final class VrfType implements LinkType {

    private static final String USAGE = "Usage: ... vrf table TABLEID\n";

    private final String id;

    /** The words behind {@code vrf}, or those behind {@code vrf_slave}, of which there are none. */
    VrfType(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code vrf_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        VrfOptions options = new VrfOptions();
        request.options(options);
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "table")) {
                String table = arguments.next();
                options.table = RouteTables.read(table);
                if (options.table.isEmpty()) {
                    throw ExitException.invalid("invalid table ID\n", table);
                }
            } else if (matches(word, "help")) {
                throw ExitException.err(ExitException.FAILURE, USAGE);
            } else {
                throw ExitException.err(ExitException.FAILURE, "vrf: unknown option \"" + word + "\"?\n" + USAGE);
            }
        }
    }

    /** {@code vrf_print_opt}, {@code vrf_slave_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        context.output().number("table", "table %u ", Integer.toUnsignedLong(((VrfInfo) data).table()));
    }
}
