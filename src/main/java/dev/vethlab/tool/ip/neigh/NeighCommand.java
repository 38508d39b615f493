package dev.vethlab.tool.ip.neigh;

import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip neigh} ({@code do_ipneigh}). */
public final class NeighCommand implements IpCommand {

    static final String USAGE = """
            Usage: ip neigh { add | del | change | replace }
                            { ADDR [ lladdr LLADDR ] [ nud STATE ] proxy ADDR }
                            [ dev DEV ] [ router ] [ use ] [ managed ] [ extern_learn ]
                            [ protocol PROTO ]

            \tip neigh { show | flush } [ proxy ] [ to PREFIX ] [ dev DEV ] [ nud STATE ]
            \t\t\t\t  [ vrf NAME ] [ nomaster ]
            \tip neigh get { ADDR | proxy ADDR } dev DEV

            STATE := { delay | failed | incomplete | noarp | none |
                       permanent | probe | reachable | stale }
            """;

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new NeighShow(context, arguments).show();
        }
        NeighModify modify = new NeighModify(context, arguments);
        if (arguments.takeMatching("add")) {
            return modify.add(Neighbours.Mode.ADD);
        }
        if (arguments.takeMatching("change") || arguments.take("chg")) {
            return modify.add(Neighbours.Mode.CHANGE);
        }
        if (arguments.takeMatching("replace")) {
            return modify.add(Neighbours.Mode.REPLACE);
        }
        if (arguments.takeMatching("delete")) {
            return modify.delete();
        }
        if (arguments.takeMatching("get")) {
            return modify.get();
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return new NeighShow(context, arguments).show();
        }
        if (arguments.takeMatching("flush")) {
            return new NeighShow(context, arguments).flush();
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(USAGE);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"ip neigh help\".\n");
    }
}
