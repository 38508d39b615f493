package dev.vethlab.lab.topology;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.lab.Lab;
import dev.vethlab.tool.ip.IpListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the document of a lab as it is now. */
public final class TopologyReader {

    private static final Pattern RULE = Pattern.compile("(\\d+):\\s+(.*)");
    private static final Pattern SHOWN_ONLY =
            Pattern.compile(" (linkdown|dead|pervasive|offload|trap|rt_trap|notify)\\b");
    private static final List<String> LINUX_RULES = List.of(
            "from all lookup local priority 0",
            "from all lookup main priority 32766",
            "from all lookup default priority 32767");

    private final Kernel kernel;
    private final SysctlChanges sysctls;
    private final PrintedOptions options;
    private final JournaledCommands journaled;
    private final Map<Object, String> names = new LinkedHashMap<>();

    private TopologyReader(Kernel kernel, SysctlChanges sysctls, PrintedOptions options, JournaledCommands journaled) {
        this.kernel = kernel;
        this.sysctls = sysctls;
        this.options = options;
        this.journaled = journaled;
    }

    /** The document of a lab. */
    public static TopologyDocument read(Lab lab) {
        SysctlChanges sysctls = SysctlChanges.against(lab.settings().profile());
        PrintedOptions options = new PrintedOptions(UsualOptions.get());
        JournaledCommands journaled = new JournaledCommands(lab.effectiveJournal());
        return lab.read(kernel -> new TopologyReader(kernel, sysctls, options, journaled).document());
    }

    private TopologyDocument document() {
        Map<String, Namespace> namespaces = new LinkedHashMap<>();
        namespaces.put("host", kernel.initial());
        kernel.named().keySet().stream()
                .sorted()
                .forEach(name -> namespaces.put(name, kernel.named().get(name)));
        namespaces.forEach((name, namespace) -> names.put(namespace.net(), name));
        List<NamespaceDocument> documents = new ArrayList<>();
        namespaces.forEach((name, namespace) -> documents.add(namespace(name, namespace)));
        return new TopologyDocument(documents);
    }

    private NamespaceDocument namespace(String name, Namespace namespace) {
        Map<String, String> changed = sysctls.of(namespace);
        boolean first = namespace == kernel.initial();
        FirewallReader firewall = new FirewallReader(kernel, namespace);
        return new NamespaceDocument(
                name,
                changed.isEmpty() ? null : changed,
                new DeviceReader(kernel, namespace, names, options).read(),
                orNull(nexthops(namespace)),
                orNull(routes(namespace)),
                rules(namespace),
                orNull(neighbours(namespace)),
                orNull(firewall.iptables()),
                orNull(firewall.nftables()),
                first ? orNull(journaled.openvswitch()) : null,
                first ? orNull(journaled.trafficControl(kernel)) : null);
    }

    private List<String> nexthops(Namespace namespace) {
        return IpListing.lines(kernel, namespace, "nexthop", "show").stream()
                .map(line -> asEntered(line).replaceFirst(" scope \\S+", ""))
                .toList();
    }

    /** A route by a next hop object, without what is shown of the object. */
    private static String withoutHops(String line) {
        return line.contains(" nhid ")
                ? line.replaceFirst("^blackhole ", "")
                        .replaceAll("\\\\?\\s*nexthop .*", "")
                        .replaceAll(" (via|dev|weight) \\S+", "")
                : line;
    }

    private static String asEntered(String line) {
        return SHOWN_ONLY
                .matcher(" " + line.replace('\\', ' '))
                .replaceAll("")
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** The routes that nobody but a client can have made, in the words of {@code ip route}; those to gateways last. */
    private List<String> routes(Namespace namespace) {
        List<String> routes = new ArrayList<>();
        for (String line : IpListing.lines(kernel, namespace, "-o", "route", "show", "table", "all")) {
            if (!line.contains(" proto kernel ")) {
                routes.add(asEntered(withoutHops(line)));
            }
        }
        routes.sort(Comparator.comparing(route -> route.contains(" via ")));
        return routes;
    }

    private @Nullable List<String> rules(Namespace namespace) {
        List<String> rules = new ArrayList<>();
        for (String line : IpListing.lines(kernel, namespace, "rule")) {
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                rules.add(rule.group(2).strip().replace("lookup [l3mdev-table]", "l3mdev") + " priority "
                        + rule.group(1));
            }
        }
        boolean vrf = namespace.net().devices().all().stream()
                .anyMatch(device -> device.kind().equals("vrf"));
        Set<String> usual = new HashSet<>(LINUX_RULES);
        if (vrf) {
            usual.add(TopologyBuild.VRF_RULE);
        }
        return Set.copyOf(rules).equals(usual) ? null : rules;
    }

    private static List<String> neighbours(Namespace namespace) {
        Neighbours messages = new Neighbours(namespace.net(), namespace.neighbours());
        List<String> lines = new ArrayList<>();
        for (NeighbourInfo neighbour : messages.dump()) {
            if (neighbour.state() == NudState.PERMANENT || neighbour.state() == NudState.NOARP) {
                byHand(namespace, neighbour).ifPresent(lines::add);
            }
        }
        for (NeighbourInfo proxy : messages.dumpProxies()) {
            lines.add("proxy " + proxy.destination() + dev(namespace, proxy));
        }
        lines.sort(null);
        return lines;
    }

    private static Optional<String> byHand(Namespace namespace, NeighbourInfo neighbour) {
        Optional<NetDevice> device = namespace.net().devices().byIndex(neighbour.index());
        Ipv4Address address = neighbour.destination();
        boolean made = device.isPresent()
                && (!device.get().usesArp() || address.isMulticast() || address.isLimitedBroadcast());
        if (made && neighbour.state() == NudState.NOARP || (neighbour.flags() & Neighbour.NTF_PROXY) != 0) {
            return Optional.empty();
        }
        return neighbour
                .lladdr()
                .map(lladdr -> address + " lladdr " + lladdr + dev(namespace, neighbour) + " nud "
                        + neighbour.state().name().toLowerCase(Locale.ROOT));
    }

    private static String dev(Namespace namespace, NeighbourInfo neighbour) {
        return namespace
                .net()
                .devices()
                .byIndex(neighbour.index())
                .map(device -> " dev " + device.name())
                .orElse("");
    }

    private static @Nullable List<String> orNull(List<String> lines) {
        return lines.isEmpty() ? null : lines;
    }
}
