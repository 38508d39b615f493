package dev.vethlab.tool.ip.nexthop;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.FibNh;
import dev.vethlab.kernel.route.Nexthop;
import dev.vethlab.kernel.rtnetlink.NexthopRequests;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.List;
import java.util.OptionalInt;

/** Lists, shows and flushes nexthop objects ({@code ipnh_list_flush}, {@code ipnh_get}). */
final class NexthopShow {

    private final IpContext context;
    private final Arguments arguments;
    private final NexthopRequests requests;
    private OptionalInt id = OptionalInt.empty();
    private int device;
    private int protocol;
    private boolean groups;
    private boolean impossible;

    NexthopShow(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.requests = new NexthopRequests(
                context.namespace().net(), context.namespace().fib());
    }

    int list() {
        readAll();
        if (id.isPresent()) {
            return show(id);
        }
        context.output().begin();
        requests.dump().stream().filter(this::wants).forEach(this::print);
        context.output().end();
        return 0;
    }

    int get() {
        while (arguments.hasNext()) {
            if (!arguments.next().equals("id")) {
                throw ExitException.usage(NexthopUsage.TEXT);
            }
            id = OptionalInt.of(NexthopModify.id(arguments.next()));
        }
        if (id.orElse(0) == 0) {
            throw ExitException.usage(NexthopUsage.TEXT);
        }
        return show(id);
    }

    private int show(OptionalInt wanted) {
        try {
            Nexthop nexthop = requests.get(wanted);
            context.output().begin();
            print(nexthop);
            context.output().end();
            return 0;
        } catch (KernelException refusal) {
            throw ExitException.refused(refusal);
        }
    }

    private void print(Nexthop nexthop) {
        new NexthopPrinter(context).print(nexthop);
        context.output().newline();
    }

    int flush() {
        boolean all = !arguments.hasNext();
        readAll();
        if (id.isPresent()) {
            try {
                requests.delete(id);
                return 0;
            } catch (KernelException refusal) {
                context.err(ExitException.words(refusal));
                return ExitException.FAILURE;
            }
        }
        int flushed = 0;
        if (all) {
            flushed += flush(requests.dump().stream().filter(Nexthop::isGroup).toList());
        }
        flushed += flush(requests.dump().stream().filter(this::wants).toList());
        context.process().out(flushed == 0 ? "Nothing to flush\n" : "Flushed " + flushed + " nexthops\n");
        return 0;
    }

    private int flush(List<Nexthop> doomed) {
        int flushed = 0;
        for (Nexthop nexthop : doomed) {
            try {
                requests.delete(OptionalInt.of(nexthop.id()));
                flushed++;
            } catch (KernelException gone) {
                context.err(ExitException.words(gone));
            }
        }
        return flushed;
    }

    private boolean wants(Nexthop nexthop) {
        int index = nexthop.hop()
                .filter(hop -> !nexthop.isBlackhole())
                .flatMap(FibNh::device)
                .map(NetDevice::index)
                .orElse(0);
        return !impossible
                && (!groups || nexthop.isGroup())
                && (device == 0 || device == index)
                && (protocol == 0 || protocol == nexthop.protocol());
    }

    private void readAll() {
        while (arguments.hasNext() && id.isEmpty()) {
            read(arguments.next());
        }
    }

    private void read(String word) {
        if (Arguments.matches(word, "dev")) {
            device = index(arguments.next());
        } else if (Arguments.matches(word, "groups")) {
            groups = true;
        } else if (Arguments.matches(word, "master")) {
            index(arguments.next());
            impossible = true;
        } else if (Arguments.matches(word, "vrf")) {
            String name = arguments.next();
            if (context.devices().indexOfVrf(name) == 0) {
                throw ExitException.invalid("Invalid VRF\n", name);
            }
            impossible = true;
        } else if (word.equals("id")) {
            id = OptionalInt.of(NexthopModify.id(arguments.next()));
        } else if (Arguments.matches(word, "protocol")) {
            String value = arguments.next();
            protocol = (int)
                    Numbers.u32(value, 0).orElseThrow(() -> ExitException.invalid("invalid protocol value", value));
        } else if (Arguments.matches(word, "help")) {
            throw ExitException.usage(NexthopUsage.TEXT);
        } else if (!Arguments.matches(word, "fdb")) {
            // The kernel takes this filter and lists all the same.
            throw ExitException.invalid("", word);
        }
    }

    private int index(String name) {
        int index = context.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.invalid("Device does not exist\n", name);
        }
        return index;
    }
}
