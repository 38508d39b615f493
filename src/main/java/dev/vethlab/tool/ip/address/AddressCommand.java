package dev.vethlab.tool.ip.address;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** {@code ip address} ({@code do_ipaddr}). */
public final class AddressCommand implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return show(context, arguments);
        }
        String word = arguments.next();
        Optional<AddressChange.Kind> change = AddressChange.Kind.of(word);
        if (change.isPresent()) {
            return new AddressChange(context, change.get(), arguments).run();
        }
        if (Arguments.matches(word, "list") || Arguments.matches(word, "show") || Arguments.matches(word, "lst")) {
            return show(context, arguments);
        }
        if (Arguments.matches(word, "flush")) {
            return new AddressFlush(context).run(arguments);
        }
        if (Arguments.matches(word, "save")
                || Arguments.matches(word, "showdump")
                || Arguments.matches(word, "restore")) {
            throw ExitException.err(ExitException.FAILURE, "ip address " + word + " is not simulated\n");
        }
        if (Arguments.matches(word, "help")) {
            throw ExitException.usage(AddressUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + word + "\" is unknown, try \"ip address help\".\n");
    }

    private int show(IpContext context, Arguments arguments) {
        return new AddressShow(context, AddressFilter.read(context, arguments)).run();
    }
}
