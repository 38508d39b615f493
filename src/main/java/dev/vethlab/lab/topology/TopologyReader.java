package dev.vethlab.lab.topology;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.lab.Lab;
import dev.vethlab.tool.ip.IpListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Object, String> names = new LinkedHashMap<>();

    private TopologyReader(Kernel kernel, SysctlChanges sysctls) {
        this.kernel = kernel;
        this.sysctls = sysctls;
    }

    /** The document of a lab. */
    public static TopologyDocument read(Lab lab) {
        SysctlChanges sysctls = SysctlChanges.against(lab.settings().profile());
        return lab.read(kernel -> new TopologyReader(kernel, sysctls).document());
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
        List<DeviceDocument> devices = new ArrayList<>();
        for (NetDevice device : namespace.net().devices().all()) {
            devices.add(device(namespace, device));
        }
        Map<String, String> changed = sysctls.of(namespace);
        return new NamespaceDocument(
                name,
                changed.isEmpty() ? null : changed,
                devices,
                orNull(routes(namespace)),
                rules(namespace),
                orNull(neighbours(namespace)));
    }

    private DeviceDocument device(Namespace namespace, NetDevice device) {
        boolean loopback = device.isLoopback();
        Optional<NetDevice> peer = device.link();
        InDevice inet = namespace.inet().of(device);
        List<String> addresses = inet == null
                ? List.of()
                : inet.addresses().stream()
                        .map(address -> address(device, address))
                        .toList();
        return new DeviceDocument(
                device.name(),
                loopback ? DeviceDocument.LOOPBACK : device.kind(),
                loopback ? null : device.index(),
                loopback ? null : device.address().toString(),
                device.mtu(),
                device.isUp(),
                (device.flags() & NetDevice.IFF_NOARP) == 0 ? null : Boolean.FALSE,
                device.txQueueLength(),
                device.alias().isEmpty() ? null : device.alias(),
                peer.map(other -> new PeerDocument(names.getOrDefault(other.net(), "host"), other.name()))
                        .orElse(null),
                orNull(addresses));
    }

    private static String address(NetDevice device, Ifaddr address) {
        StringBuilder words = new StringBuilder(address.local().toString());
        if (!address.local().equals(address.address())) {
            words.append(" peer ").append(address.address());
        }
        words.append('/').append(address.prefixLength());
        address.broadcast().ifPresent(broadcast -> words.append(" brd ").append(broadcast));
        if (address.scope() != 0) {
            words.append(" scope ").append(scope(address.scope()));
        }
        if (!address.label().equals(device.name())) {
            words.append(" label ").append(address.label());
        }
        if (address.metric() != 0) {
            words.append(" metric ").append(address.metric());
        }
        if ((address.flags() & Ifaddr.NOPREFIXROUTE) != 0) {
            words.append(" noprefixroute");
        }
        return words.toString();
    }

    private static String scope(int scope) {
        return switch (scope) {
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> String.valueOf(scope);
        };
    }

    /** The routes that nobody but a client can have made, in the words of {@code ip route}. */
    private List<String> routes(Namespace namespace) {
        List<String> routes = new ArrayList<>();
        for (String line : IpListing.lines(kernel, namespace, "-o", "route", "show", "table", "all")) {
            if (!line.contains(" proto kernel ")) {
                routes.add(SHOWN_ONLY
                        .matcher(" " + line.replace('\\', ' '))
                        .replaceAll("")
                        .strip()
                        .replaceAll("\\s+", " "));
            }
        }
        return routes;
    }

    private @Nullable List<String> rules(Namespace namespace) {
        List<String> rules = new ArrayList<>();
        for (String line : IpListing.lines(kernel, namespace, "rule")) {
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                rules.add(rule.group(2).strip() + " priority " + rule.group(1));
            }
        }
        return rules.equals(LINUX_RULES) ? null : rules;
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
