package dev.vethlab.tool.ip.route;

import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** {@code ip route} ({@code do_iproute}). */
public final class RouteCommand implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new RouteShow(context).list(arguments);
        }
        String word = arguments.next();
        Optional<RouteModify.Kind> kind = RouteModify.Kind.of(word);
        if (kind.isPresent()) {
            requireIpv4(context);
            return new RouteModify(context, kind.get(), arguments).run();
        }
        if (Arguments.matches(word, "list") || Arguments.matches(word, "show") || Arguments.matches(word, "lst")) {
            return new RouteShow(context).list(arguments);
        }
        if (Arguments.matches(word, "get")) {
            requireIpv4(context);
            return new RouteGet(context, arguments).run();
        }
        if (Arguments.matches(word, "flush")) {
            return new RouteShow(context).flush(arguments);
        }
        if (Arguments.matches(word, "save")
                || Arguments.matches(word, "restore")
                || Arguments.matches(word, "showdump")) {
            throw ExitException.err(ExitException.FAILURE, "ip route " + word + " is not simulated\n");
        }
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(RouteUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip route help\".\n");
    }

    private static void requireIpv4(IpContext context) {
        AddressFamily family = context.options().family();
        if (family != AddressFamily.UNSPEC && family != AddressFamily.INET) {
            throw ExitException.err(
                    ExitException.FAILURE, "ip route: the family " + family.word() + " is not simulated\n");
        }
    }
}
