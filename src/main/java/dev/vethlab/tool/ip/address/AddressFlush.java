package dev.vethlab.tool.ip.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.AddressMessages;
import dev.vethlab.kernel.rtnetlink.AddressRequest;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.Optional;

/** {@code ip address flush} ({@code ipaddr_flush}): lists and deletes until nothing is left to delete. */
final class AddressFlush {

    private static final int MOST_ROUNDS = 10;

    private final IpContext context;
    private final AddressMessages messages;

    AddressFlush(IpContext context) {
        this.context = context;
        this.messages = new AddressMessages(
                context.namespace().net(), context.namespace().inet());
    }

    int run(Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.err(ExitException.FAILURE, "Flush requires arguments.\n");
        }
        if (context.options().family() == AddressFamily.PACKET) {
            throw ExitException.err(ExitException.FAILURE, "Cannot flush link addresses.\n");
        }
        return flush(AddressFilter.read(context, arguments));
    }

    private int flush(AddressFilter filter) {
        Output out = context.output();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Ifaddr> found = messages.dump(filter.index()).stream()
                    .filter(filter::passes)
                    .toList();
            if (found.isEmpty()) {
                finish(round);
                return 0;
            }
            if (context.options().statistics() >= 2) {
                found.forEach(address -> new AddressPrinter(context).print(address, true));
            }
            found.forEach(this::delete);
            if (context.options().showStatistics()) {
                out.text("\n*** Round " + (round + 1) + ", deleting " + found.size() + " addresses ***\n");
            }
            if (filter.isPrimariesOnly()) {
                finish(round + 1);
                return 0;
            }
        }
        context.err("*** Flush remains incomplete after " + MOST_ROUNDS + " rounds. ***\n");
        return ExitException.FAILURE;
    }

    private void finish(int rounds) {
        if (context.options().showStatistics()) {
            context.output()
                    .text(
                            rounds == 0
                                    ? "Nothing to flush.\n"
                                    : "*** Flush is complete after " + rounds + " round" + (rounds > 1 ? "s" : "")
                                            + " ***\n");
        }
    }

    /** The kernel may have deleted a secondary address together with its primary one: that is no error. */
    private void delete(Ifaddr address) {
        try {
            messages.deleteAddress(new AddressRequest(
                    address.device().index(),
                    Optional.of(address.local()).filter(local -> !local.equals(Ipv4Address.ANY)),
                    Optional.of(address.address()),
                    address.prefixLength(),
                    address.broadcast(),
                    address.scope(),
                    address.flags(),
                    Optional.of(address.label()),
                    address.metric(),
                    address.protocol(),
                    Optional.empty(),
                    false));
        } catch (KernelException refusal) {
            if (refusal.errno() != Errno.EADDRNOTAVAIL) {
                throw ExitException.err(
                        ExitException.FAILURE,
                        "Failed to send flush request: " + refusal.errno().words() + "\n");
            }
        }
    }
}
