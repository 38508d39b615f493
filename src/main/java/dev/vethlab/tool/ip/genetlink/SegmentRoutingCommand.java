package dev.vethlab.tool.ip.genetlink;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip sr} ({@code do_seg6}): segment routing of IPv6 as a namespace begins with it, for nothing here goes by it. */
public final class SegmentRoutingCommand implements IpCommand {

    private static final String USAGE = """
            Usage: ip sr { COMMAND | help }
                      ip sr hmac show
                      ip sr hmac set KEYID ALGO
                      ip sr tunsrc show
                      ip sr tunsrc set ADDRESS
            where  ALGO := { sha1 | sha256 }
            """;

    private static final String NO_SOURCE = "::";

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext() || arguments.takeMatching("help")) {
            throw ExitException.usage(USAGE);
        }
        String object = arguments.next();
        boolean isSource = matches(object, "tunsrc");
        if (!isSource && !matches(object, "hmac")) {
            throw ExitException.invalid("unknown", object);
        }
        String word = arguments.next();
        if (matches(word, "show")) {
            show(context, isSource);
            return 0;
        }
        if (!matches(word, "set")) {
            throw ExitException.invalid("unknown", word);
        }
        String value = arguments.next();
        if (isSource && Ipv6Address.parse(value).isEmpty()) {
            throw ExitException.err(
                    ExitException.FAILURE, "Error: inet6 address is expected rather than \"" + value + "\".\n");
        }
        throw ExitException.err(ExitException.FAILURE, "ip sr " + object + " set is not simulated\n");
    }

    private static void show(IpContext context, boolean source) {
        context.output().begin();
        if (source) {
            context.output().openObject();
            context.output().string("tunsrc", "tunsrc addr %s\n", NO_SOURCE);
            context.output().closeObject();
        }
        context.output().end();
    }
}
