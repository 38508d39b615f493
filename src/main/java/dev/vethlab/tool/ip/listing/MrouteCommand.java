package dev.vethlab.tool.ip.listing;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code ip mroute} ({@code do_ipmroute}): no program here forwards multicast packets, so that there is nothing to list. */
public final class MrouteCommand extends ListingCommand {

    public MrouteCommand() {
        super("mroute", """
                Usage: ip mroute show [ [ to ] PREFIX ] [ from PREFIX ] [ iif DEVICE ]
                                      [ table TABLE_ID ]
                TABLE_ID := [ local | main | default | all | NUMBER ]
                """);
    }

    @Override
    int show(IpContext context, Arguments arguments) {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("iif")) {
                String device = arguments.next();
                if (context.devices().indexOf(device) == 0) {
                    throw ExitException.err(ExitException.FAILURE, "Cannot find device \"" + device + "\"\n");
                }
            } else if (word.equals("table") || Arguments.matches(word, "from") || word.equals("to")) {
                arguments.next();
            } else if (Arguments.matches(word, "help")) {
                throw misused();
            }
        }
        context.output().begin();
        context.output().end();
        return 0;
    }
}
