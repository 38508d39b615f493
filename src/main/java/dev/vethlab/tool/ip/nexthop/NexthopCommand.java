package dev.vethlab.tool.ip.nexthop;

import dev.vethlab.kernel.route.FibConfig;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip nexthop} ({@code do_ipnh}). */
public final class NexthopCommand implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new NexthopShow(context, arguments).list();
        }
        String word = arguments.next();
        if (Arguments.matches(word, "add")) {
            return new NexthopModify(context, arguments).add(FibConfig.CREATE | FibConfig.EXCLUSIVE);
        }
        if (Arguments.matches(word, "replace")) {
            return new NexthopModify(context, arguments).add(FibConfig.CREATE | FibConfig.REPLACE);
        }
        if (Arguments.matches(word, "delete")) {
            return new NexthopModify(context, arguments).delete();
        }
        if (Arguments.matches(word, "list") || Arguments.matches(word, "show") || Arguments.matches(word, "lst")) {
            return new NexthopShow(context, arguments).list();
        }
        if (Arguments.matches(word, "get")) {
            return new NexthopShow(context, arguments).get();
        }
        if (Arguments.matches(word, "flush")) {
            return new NexthopShow(context, arguments).flush();
        }
        if (Arguments.matches(word, "bucket")) {
            throw ExitException.err(ExitException.FAILURE, "ip nexthop bucket is not simulated\n");
        }
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(NexthopUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip nexthop help\".\n");
    }
}
