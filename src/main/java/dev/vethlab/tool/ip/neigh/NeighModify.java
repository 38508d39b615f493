package dev.vethlab.tool.ip.neigh;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.Ipv6Requests;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.NeighbourRequest;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import java.util.List;
import java.util.Optional;

/** The commands about one entry ({@code ipneigh_modify}, {@code ipneigh_get}). */
final class NeighModify {

    private static final InetPrefix OF_IPV6 = new InetPrefix(Ipv4Address.ANY, 32, false, true);
    private static final int MOST_OCTETS = 20;
    private static final String LACKING = "Device and destination are required arguments.\n";
    private static final String LACKING_FOR_GET = "Device and address are required arguments.\n";

    private final IpContext context;
    private final Arguments arguments;
    private final Neighbours neighbours;

    private final Ipv6Requests ipv6;

    private Optional<InetPrefix> destination = Optional.empty();
    private boolean isIpv6;
    private Optional<String> device = Optional.empty();
    private Optional<String> lladdr = Optional.empty();
    private NudState state = NudState.PERMANENT;
    private int flags;
    private int protocol;

    NeighModify(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.neighbours =
                new Neighbours(context.namespace().net(), context.namespace().neighbours());
        this.ipv6 =
                new Ipv6Requests(context.namespace().net(), context.namespace().inet());
    }

    int add(Neighbours.Mode mode) {
        NeighbourRequest request = read();
        if (isIpv6) {
            throw refusedByIpv6(ipv6.addNeighbour(request.index()));
        }
        try {
            neighbours.add(request, mode);
        } catch (KernelException refusal) {
            throw refused(refusal);
        }
        return 0;
    }

    int delete() {
        NeighbourRequest request = read();
        if (isIpv6) {
            throw refusedByIpv6(ipv6.deleteNeighbour(request.index()));
        }
        try {
            neighbours.delete(request);
        } catch (KernelException refusal) {
            throw refused(refusal);
        }
        return 0;
    }

    int get() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                device = Optional.of(arguments.next());
            } else if (matches(word, "proxy")) {
                proxy(arguments.next());
            } else {
                String address = word.equals("to") ? arguments.next() : word;
                if (matches(address, "help")) {
                    throw ExitException.usage(NeighCommand.USAGE);
                }
                destination(address);
            }
        }
        if (isDeviceLacking() || !hasFamily()) {
            throw ExitException.err(ExitException.FAILURE, LACKING_FOR_GET);
        }
        int index = device.map(name -> context.devices().require(name)).orElse(0);
        if (isIpv6) {
            throw refusedByIpv6(ipv6.getNeighbour(index));
        }
        try {
            NeighbourInfo info = neighbours.get(address(), index, isProxy());
            new NeighPrinter(context, false).print(info);
        } catch (KernelException refusal) {
            throw refused(refusal);
        }
        return 0;
    }

    private NeighbourRequest read() {
        while (arguments.hasNext()) {
            option(arguments.next());
        }
        if (isDeviceLacking() || !hasFamily()) {
            throw ExitException.usage(LACKING);
        }
        context.devices().askForAll();
        Optional<List<Integer>> octets =
                lladdr.filter(text -> !text.equals("null")).map(this::octets);
        int index = device.map(name -> context.devices().require(name)).orElse(0);
        return new NeighbourRequest(address(), index, octets, state, flags, protocol);
    }

    private void option(String word) {
        if (matches(word, "lladdr")) {
            String text = arguments.next();
            if (lladdr.isPresent()) {
                throw ExitException.duplicate("lladdr", text);
            }
            lladdr = Optional.of(text);
        } else if (word.equals("nud")) {
            String text = arguments.next();
            state = NudWord.read(text).orElseThrow(() -> NudWord.bad(text));
        } else if (matches(word, "proxy")) {
            proxy(arguments.next());
        } else if (word.equals("router")) {
            flags |= Neighbour.NTF_ROUTER;
        } else if (word.equals("use")) {
            flags |= Neighbour.NTF_USE;
        } else if (word.equals("managed")) {
            flags |= Neighbour.NTF_MANAGED;
            state = NudState.NONE;
        } else if (matches(word, "extern_learn")) {
            flags |= Neighbour.NTF_EXT_LEARNED;
        } else if (word.equals("dev")) {
            device = Optional.of(arguments.next());
        } else if (matches(word, "protocol")) {
            String text = arguments.next();
            protocol = RouteProtocols.read(text)
                    .orElseThrow(() -> ExitException.invalid("\"protocol\" value is invalid\n", text));
        } else {
            String address = word.equals("to") ? arguments.next() : word;
            destination(matches(address, "help") ? arguments.next() : address);
        }
    }

    private void proxy(String text) {
        if (matches(text, "help")) {
            throw ExitException.usage(NeighCommand.USAGE);
        }
        if (destination.isPresent()) {
            throw ExitException.duplicate("address", text);
        }
        destination = Optional.of(parsed(text));
        flags |= Neighbour.NTF_PROXY;
    }

    private void destination(String text) {
        if (destination.isPresent()) {
            throw ExitException.duplicateOrGarbage("to", text);
        }
        destination = Optional.of(parsed(text));
    }

    /** {@code get_addr}; of an address of IPv6 only the family counts. */
    private InetPrefix parsed(String text) {
        AddressFamily family = context.options().family();
        boolean asked = family == AddressFamily.UNSPEC || family == AddressFamily.INET6;
        isIpv6 = asked && Ipv6Address.parse(text).isPresent();
        return isIpv6 ? OF_IPV6 : PrefixText.read(text, family);
    }

    private ExitException refusedByIpv6(Optional<KernelException> refusal) {
        return isProxy() || refusal.isEmpty()
                ? ExitException.err(ExitException.FAILURE, "ip neigh: IPv6 is not simulated\n")
                : refused(refusal.get());
    }

    /** The words for no address in particular have no family of their own. */
    private boolean hasFamily() {
        return destination.isPresent()
                && (destination.get().length() != 0 || context.options().family() != AddressFamily.UNSPEC);
    }

    private boolean isDeviceLacking() {
        return device.isEmpty() && !isProxy();
    }

    private boolean isProxy() {
        return (flags & Neighbour.NTF_PROXY) != 0;
    }

    private Ipv4Address address() {
        return destination.map(InetPrefix::address).orElse(Ipv4Address.ANY);
    }

    private List<Integer> octets(String text) {
        LinkLayerText read = LinkLayerText.read(text, MOST_OCTETS);
        read.invalid().ifPresent(part -> {
            throw ExitException.err(ExitException.FAILURE, "\"" + part + "\" is invalid lladdr.\n");
        });
        return read.octets();
    }

    private ExitException refused(KernelException refusal) {
        context.process().refused(refusal);
        return ExitException.refused(refusal);
    }
}
