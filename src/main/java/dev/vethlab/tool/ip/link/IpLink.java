package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.LinkOptions;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ip link} ({@code do_iplink}). */
public final class IpLink implements IpCommand {

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new ShowLinks(context).run(arguments);
        }
        if (arguments.takeMatching("add")) {
            return change(context, arguments, LinkRequest.Intent.ADD);
        }
        if (arguments.takeMatching("set") || arguments.takeMatching("change")) {
            return change(context, arguments, LinkRequest.Intent.SET);
        }
        if (arguments.takeMatching("replace")) {
            return change(context, arguments, LinkRequest.Intent.REPLACE);
        }
        if (arguments.takeMatching("delete")) {
            return delete(context, arguments);
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return new ShowLinks(context).run(arguments);
        }
        return runRare(context, arguments);
    }

    private static int runRare(IpContext context, Arguments arguments) {
        if (arguments.takeMatching("xstats")) {
            throw extendedStatistics(arguments);
        }
        if (arguments.takeMatching("afstats")) {
            return familyStatistics(context, arguments);
        }
        if (arguments.takeMatching("property")) {
            return property(context, arguments);
        }
        if (arguments.takeMatching("help")) {
            LinkTypes.find(arguments.peek()).ifPresent(util -> {
                throw ExitException.out(0, util.usage());
            });
            throw ExitException.usage(LinkUsage.TEXT);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"ip link help\".\n");
    }

    /** {@code iplink_ifla_xstats}: veth has none. */
    private static ExitException extendedStatistics(Arguments arguments) {
        if (!arguments.hasNext()) {
            return ExitException.err(ExitException.FAILURE, "xstats: missing argument\n");
        }
        if (!arguments.takeMatching("type")) {
            return ExitException.invalid("unknown argument", arguments.next());
        }
        String type = arguments.next();
        return LinkKinds.isKnown(type)
                ? ExitException.err(ExitException.FAILURE, "xstats: link type " + type + " doesn't support xstats\n")
                : ExitException.invalid("invalid type", type);
    }

    /** {@code iplink_afstats}: no family but MPLS has any. */
    private static int familyStatistics(IpContext context, Arguments arguments) {
        if (arguments.take("dev")) {
            String name = arguments.next();
            if (context.devices().indexOf(name) == 0) {
                context.err("Device \"" + name + "\" does not exist.\n");
                return 0;
            }
        } else if (arguments.hasNext()) {
            String word = arguments.next();
            throw ExitException.usage(
                    Arguments.matches(word, "help")
                            ? LinkUsage.TEXT
                            : "Command \"" + word + "\" is unknown, try \"ip link help\".\n");
        }
        context.output().begin();
        context.output().end();
        return 0;
    }

    private static int change(IpContext context, Arguments arguments, LinkRequest.Intent intent) {
        LinkRequest request = new LinkRequest().intent(intent);
        boolean creates = intent != LinkRequest.Intent.SET;
        Optional<String> type = parse(context, arguments, request, creates);
        if (creates && type.isEmpty()) {
            throw ExitException.err(ExitException.FAILURE, "Not enough information: \"type\" argument is required\n");
        }
        return ask(context, () -> new Links(context.namespace().net()).apply(request));
    }

    private static int delete(IpContext context, Arguments arguments) {
        LinkRequest request = new LinkRequest();
        parse(context, arguments, request, false);
        return ask(context, () -> new Links(context.namespace().net()).delete(request));
    }

    /** The first half of {@code iplink_modify}. */
    private static Optional<String> parse(
            IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        Optional<String> type = new LinkParser(context, arguments, request, creates).parse();
        if (type.isEmpty()) {
            return type;
        }
        request.kind(type.get());
        Optional<LinkType> util = LinkTypes.find(type.get());
        if (arguments.hasNext() && util.isPresent()) {
            util.get().parse(context, arguments, request, creates);
        } else if (arguments.hasNext()) {
            options(arguments, request, type.get());
        }
        return type;
    }

    /** Options of kinds that are not simulated are for the kernel to refuse; those of unknown kinds are garbage. */
    private static void options(Arguments arguments, LinkRequest request, String type) {
        if (LinkKinds.isKnown(type)) {
            arguments.rest();
            request.options(LinkOptions.NONE);
            return;
        }
        if (arguments.peek().equals("help") || Arguments.matches(arguments.peek(), "help")) {
            throw ExitException.usage(LinkUsage.TEXT);
        }
        throw ExitException.err(
                ExitException.FAILURE,
                "Garbage instead of arguments \"" + arguments.next() + " ...\". Try \"ip link help\".\n");
    }

    private static int property(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.usage(LinkUsage.TEXT);
        }
        boolean adds = arguments.takeMatching("add");
        if (!adds && !arguments.takeMatching("del")) {
            throw ExitException.usage(
                    Arguments.matches(arguments.peek(), "help") ? LinkUsage.TEXT : "Operator required\n");
        }
        List<String> names = new ArrayList<>();
        Optional<String> dev = Optional.empty();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (Arguments.matches(word, "altname")) {
                names.add(alternativeName(arguments.next(), "not a valid altname"));
            } else if (Arguments.matches(word, "help")) {
                throw ExitException.usage(LinkUsage.TEXT);
            } else {
                String device = word.equals("dev") ? arguments.next() : word;
                if (dev.isPresent()) {
                    throw ExitException.duplicateOrGarbage("dev", device);
                }
                dev = Optional.of(alternativeName(device, "\"dev\" not a valid ifname"));
            }
        }
        int index = context.devices()
                .require(dev.orElseThrow(
                        () -> ExitException.usage("Not enough of information: \"dev\" argument is required.\n")));
        Links links = new Links(context.namespace().net());
        return ask(context, () -> {
            if (adds) {
                links.addNames(index, names);
            } else {
                links.deleteNames(index, names);
            }
        });
    }

    private static String alternativeName(String word, String complaint) {
        if (!LinkParser.isAlternativeName(word)) {
            throw ExitException.invalid(complaint, word);
        }
        return word;
    }

    /** A request to the kernel. */
    @FunctionalInterface
    private interface Request {
        void send() throws KernelException;
    }

    private static int ask(IpContext context, Request request) {
        try {
            request.send();
            return 0;
        } catch (KernelException refusal) {
            throw context.refused(refusal);
        }
    }
}
