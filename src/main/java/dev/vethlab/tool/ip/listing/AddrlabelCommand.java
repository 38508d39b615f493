package dev.vethlab.tool.ip.listing;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;

/** {@code ip addrlabel} ({@code do_ipaddrlabel}): the labels of IPv6 that a namespace begins with (net/ipv6/addrlabel.c). */
public final class AddrlabelCommand extends ListingCommand {

    private record Label(String prefix, int length, int label) {}

    private static final List<Label> INITIAL = List.of(
            new Label("::1", 128, 0),
            new Label("::", 96, 3),
            new Label("::ffff:0.0.0.0", 96, 4),
            new Label("2001::", 32, 6),
            new Label("2001:10::", 28, 7),
            new Label("3ffe::", 16, 12),
            new Label("2002::", 16, 2),
            new Label("fec0::", 10, 11),
            new Label("fc00::", 7, 5),
            new Label("::", 0, 1));

    public AddrlabelCommand() {
        super("addrlabel", """
                Usage: ip addrlabel { add | del } prefix PREFIX [ dev DEV ] [ label LABEL ]
                       ip addrlabel [ list | flush | help ]
                """);
    }

    @Override
    int show(IpContext context, Arguments arguments) {
        if (arguments.hasNext()) {
            throw ExitException.err(ExitException.FAILURE, "\"ip addrlabel show\" does not take any arguments.\n");
        }
        Output output = context.output();
        output.begin();
        for (Label label : INITIAL) {
            output.openObject();
            output.text("prefix ");
            output.string(Color.INET6, "address", "%s", label.prefix());
            output.number("prefixlen", "/%u ", label.length());
            output.number("label", "label %u ", label.label());
            output.newline();
            output.closeObject();
        }
        output.end();
        return 0;
    }

    @Override
    int other(String word, IpContext context, Arguments arguments) {
        if (Arguments.matches(word, "add") || Arguments.matches(word, "delete") || Arguments.matches(word, "flush")) {
            throw notSimulated("ip addrlabel " + word);
        }
        return super.other(word, context, arguments);
    }
}
