package dev.vethlab.lab.topology;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.LabSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds what a document says on a freshly booted machine, as command lines. */
public final class TopologyBuild {

    private static final Set<String> LINUX_RULES = Set.of(
            "from all lookup local priority 0",
            "from all lookup main priority 32766",
            "from all lookup default priority 32767");

    /** What the first VRF of a namespace brings. */
    static final String VRF_RULE = "from all l3mdev priority 1000";

    /** A word, or several in quotes; within double ones a backslash keeps the next character. */
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    /** The type and the destination of a route. */
    private static final Pattern NETWORK =
            Pattern.compile("((unicast|local|broadcast|blackhole|unreachable|prohibit|throw|multicast) )?\\S+");

    private final TopologyDocument document;
    private final List<List<String>> commands = new ArrayList<>();

    private TopologyBuild(TopologyDocument document) {
        this.document = document;
    }

    /**
     * The commands that build a document, in order.
     *
     * @throws InvalidTopologyException when the document contradicts itself
     */
    public static List<List<String>> commands(TopologyDocument document) throws InvalidTopologyException {
        TopologyBuild build = new TopologyBuild(document);
        DeviceBuild devices = new DeviceBuild(new DocumentDevices(document), build.commands);
        build.namespaces();
        build.sysctls(false);
        devices.make();
        for (NamespaceDocument namespace : document.namespaces()) {
            build.add(namespace, List.of(), namespace.openvswitch());
        }
        devices.adopt(build.switches());
        build.sysctls(true);
        devices.enslave();
        devices.addresses();
        devices.states();
        for (NamespaceDocument namespace : document.namespaces()) {
            build.routing(namespace);
            build.firewall(namespace);
        }
        for (NamespaceDocument namespace : document.namespaces()) {
            build.add(namespace, List.of(), namespace.commands());
        }
        return build.commands;
    }

    /**
     * Boots a lab anew and builds the commands of a document in it.
     *
     * @throws CommandFailedException when the kernel refuses one of them
     */
    public static void apply(LabSession session, List<List<String>> commands) throws CommandFailedException {
        session.reboot();
        for (List<String> command : commands) {
            session.require(command);
        }
    }

    private void namespaces() {
        for (NamespaceDocument namespace : document.namespaces()) {
            if (!namespace.name().equals(Commands.HOST)) {
                commands.add(List.of("ip", "netns", "add", namespace.name()));
            }
        }
    }

    private void sysctls(boolean ofDevices) {
        for (NamespaceDocument namespace : document.namespaces()) {
            Map<String, String> sysctls = namespace.sysctls();
            if (sysctls == null) {
                continue;
            }
            sysctls.forEach((name, value) -> {
                if (isOfDevice(name) == ofDevices) {
                    commands.add(Commands.in(namespace.name(), "sysctl", "-q", "-w", name + "=" + value));
                }
            });
        }
    }

    /** The namespaces of the switches that words of their commands belong to: several switches are told apart by {@code OVS_RUNDIR}. */
    private Map<String, List<String>> switches() {
        Map<String, String> started = new HashMap<>();
        Map<String, List<String>> homes = new HashMap<>();
        for (List<String> command : commands) {
            String folder = command.stream()
                    .filter(word -> word.startsWith("OVS_RUNDIR="))
                    .findFirst()
                    .orElse("");
            if (command.stream().anyMatch(word -> word.endsWith("ovs-ctl"))) {
                boolean inside = command.subList(0, 3).equals(List.of("ip", "netns", "exec"));
                started.put(folder, inside ? command.get(3) : Commands.HOST);
            } else if (command.contains("ovs-vsctl")) {
                String home = started.getOrDefault(folder, Commands.HOST);
                command.forEach(word ->
                        homes.computeIfAbsent(word, any -> new ArrayList<>()).add(home));
            }
        }
        return homes;
    }

    private static boolean isOfDevice(String path) {
        String name = path.replace('/', '.');
        boolean perDevice = name.startsWith("net.ipv4.conf.") || name.startsWith("net.ipv4.neigh.");
        return perDevice
                && !name.startsWith("net.ipv4.conf.all.")
                && !name.startsWith("net.ipv4.conf.default.")
                && !name.startsWith("net.ipv4.neigh.default.");
    }

    private void routing(NamespaceDocument namespace) {
        add(namespace, List.of("ip", "nexthop", "add"), namespace.nexthops());
        routes(namespace);
        List<String> rules = namespace.rules();
        if (rules != null) {
            Set<String> present = new HashSet<>(LINUX_RULES);
            if (devicesOf(namespace).anyMatch(device -> device.effectiveKind().equals("vrf"))) {
                present.add(VRF_RULE);
            }
            add(
                    namespace,
                    List.of("ip", "rule", "del"),
                    present.stream()
                            .filter(rule -> !rules.contains(rule))
                            .sorted()
                            .toList());
            add(
                    namespace,
                    List.of("ip", "rule", "add"),
                    rules.stream().filter(rule -> !present.contains(rule)).toList());
        }
        add(namespace, List.of("ip", "neigh", "add"), namespace.neighbors());
    }

    /** A second route to the same network is appended, which {@code add} would refuse. */
    private void routes(NamespaceDocument namespace) {
        Set<String> known = new HashSet<>();
        for (String route : namespace.routes() == null ? List.<String>of() : namespace.routes()) {
            Matcher network = NETWORK.matcher(route);
            boolean first = !network.lookingAt() || known.add(network.group());
            add(namespace, List.of("ip", "route", first ? "add" : "append"), List.of(route));
        }
    }

    private static Stream<DeviceDocument> devicesOf(NamespaceDocument namespace) {
        return namespace.interfaces() == null ? Stream.empty() : namespace.interfaces().stream();
    }

    private void firewall(NamespaceDocument namespace) {
        add(namespace, List.of("iptables"), namespace.iptables());
        List<String> tables = namespace.nftables();
        for (String table : tables == null ? List.<String>of() : tables) {
            commands.add(Commands.in(namespace.name(), "nft", table));
        }
    }

    private void add(NamespaceDocument namespace, List<String> command, @Nullable List<String> lines) {
        for (String line : lines == null ? List.<String>of() : lines) {
            List<String> all = new ArrayList<>(command);
            all.addAll(split(line));
            commands.add(Commands.in(namespace.name(), all));
        }
    }

    /** The words of a line; what is in double quotes is one. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String text = word.group(1) != null ? word.group(1).replaceAll("\\\\(.)", "$1") : word.group(2);
            words.add(text == null ? word.group() : text);
        }
        return words;
    }
}
