package dev.vethlab.tool.docker;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What {@code dockerd} of a machine knows: its networks and containers. It makes and removes them by commands. */
final class Daemon {

    private static final int FIRST_POOL = 17;
    private static final int LAST_POOL = 31;
    private static final int POOL_LENGTH = 16;
    private static final int SHORT_ID = 12;
    private static final int VETH_DIGITS = 7;

    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private boolean started;

    /** The daemon of a machine. */
    static Daemon of(Process process) {
        return process.kernel().initial().net().subsystem(Daemon.class, net -> new Daemon());
    }

    /** Makes what the daemon makes when it starts: docker0 and the chains that all rules go to. */
    void start(Process process) throws Refusal {
        if (started) {
            return;
        }
        started = true;
        if (process.kernel().initial().net().devices().byName("docker0").isEmpty()) {
            run(process, Rules.start());
        }
        Ipv4Prefix subnet = pool(FIRST_POOL);
        Network network = new Network(id(process), Network.DEFAULT, "docker0", subnet, first(subnet), false);
        if (process.kernel().initial().net().devices().byName(network.bridge()).isEmpty()) {
            make(process, network);
        }
        networks.put(network.name(), network);
    }

    Map<String, Network> networks() {
        return networks;
    }

    Map<String, Container> containers() {
        return containers;
    }

    /** A network by name, id, or what an id begins with. */
    Network network(String word) throws Refusal {
        return networks.values().stream()
                .filter(network -> network.name().equals(word) || network.id().startsWith(word))
                .findFirst()
                .orElseThrow(() -> Refusal.ofDaemon("network " + word + " not found"));
    }

    /** A container by name, id, or what an id begins with. */
    Container container(String word) throws Refusal {
        return containers.values().stream()
                .filter(container ->
                        container.name().equals(word) || container.id().startsWith(word))
                .findFirst()
                .orElseThrow(() -> Refusal.ofDaemon("No such container: " + word));
    }

    List<Container> in(Network network) {
        return containers.values().stream()
                .filter(container -> container.network() == network)
                .toList();
    }

    /** Makes a network; the subnet is the next free one of Docker's pools where none is asked for. */
    Network add(
            Process process, String name, Optional<Ipv4Prefix> subnet, Optional<Ipv4Address> gateway, boolean internal)
            throws Refusal {
        if (networks.containsKey(name) || name.equals("host") || name.equals("none")) {
            throw Refusal.ofDaemon("network with name " + name + " already exists");
        }
        Ipv4Prefix wanted = subnet.isPresent() ? subnet.get() : freePool();
        if (networks.values().stream().anyMatch(network -> overlap(network.subnet(), wanted))) {
            throw Refusal.ofDaemon("Pool overlaps with other one on this address space");
        }
        String id = id(process);
        Network network = new Network(
                id, name, "br-" + id.substring(0, SHORT_ID), wanted, gateway.orElse(first(wanted)), internal);
        make(process, network);
        networks.put(name, network);
        return network;
    }

    private void make(Process process, Network network) throws Refusal {
        String bridge = network.bridge();
        run(
                process,
                List.of(
                        List.of("ip", "link", "add", "name", bridge, "type", "bridge"),
                        List.of(
                                "ip",
                                "address",
                                "add",
                                network.gateway() + "/" + network.subnet().length(),
                                "broadcast",
                                network.subnet().broadcast().toString(),
                                "dev",
                                bridge),
                        List.of("ip", "link", "set", "dev", bridge, "up")));
        run(process, Rules.of(network, true));
    }

    void remove(Process process, Network network) throws Refusal {
        if (network.name().equals(Network.DEFAULT)) {
            throw new Refusal(1, "Error response from daemon: bridge is a pre-defined network and cannot be removed");
        }
        if (!in(network).isEmpty()) {
            throw Refusal.ofDaemon("error while removing network: network " + network.name() + " id " + network.id()
                    + " has active endpoints");
        }
        run(process, Rules.of(network, false));
        run(process, List.of(List.of("ip", "link", "del", "dev", network.bridge())));
        networks.remove(network.name());
    }

    /** Makes a container: a namespace, a veth pair into the bridge, an address, a route, and rules for its ports. */
    Container run(
            Process process,
            String name,
            String image,
            Network network,
            Optional<Ipv4Address> address,
            List<Container.Port> ports)
            throws Refusal {
        String id = id(process);
        String called = name.isEmpty() ? "lab_" + id.substring(0, VETH_DIGITS) : name;
        if (containers.containsKey(called) || process.kernel().named(called).isPresent()) {
            throw new Refusal(
                    125,
                    "docker: Error response from daemon: Conflict. The container name \"/" + called
                            + "\" is already in use. You have to remove (or rename) that container to be able to reuse"
                            + " that name.\n"
                            + "See 'docker run --help'.");
        }
        Ipv4Address given = address.isPresent()
                ? address.get()
                : network.freeAddress(containers.values())
                        .orElseThrow(
                                () -> Refusal.ofDaemon("no available IPv4 addresses on this network's address pools"));
        Container container = new Container(
                id,
                called,
                image,
                network,
                given,
                "veth" + id(process).substring(0, VETH_DIGITS),
                ports,
                process.kernel().machine().nowNs());
        run(process, plugged(container));
        for (Container.Port port : ports) {
            run(process, Rules.of(container, port, true));
        }
        containers.put(called, container);
        return container;
    }

    private static List<List<String>> plugged(Container container) {
        Network network = container.network();
        String name = container.name();
        List<List<String>> commands = new ArrayList<>(List.of(
                List.of("ip", "netns", "add", name),
                List.of(
                        "ip",
                        "link",
                        "add",
                        "name",
                        container.veth(),
                        "type",
                        "veth",
                        "peer",
                        "name",
                        "eth0",
                        "address",
                        container.mac(),
                        "netns",
                        name),
                List.of("ip", "link", "set", "dev", container.veth(), "master", network.bridge()),
                List.of("ip", "link", "set", "dev", container.veth(), "up"),
                List.of("ip", "-n", name, "link", "set", "dev", "lo", "up"),
                List.of(
                        "ip",
                        "-n",
                        name,
                        "address",
                        "add",
                        container.address() + "/" + network.subnet().length(),
                        "broadcast",
                        network.subnet().broadcast().toString(),
                        "dev",
                        "eth0"),
                List.of("ip", "-n", name, "link", "set", "dev", "eth0", "up")));
        if (!network.internal()) {
            commands.add(List.of(
                    "ip",
                    "-n",
                    name,
                    "route",
                    "add",
                    "default",
                    "via",
                    network.gateway().toString()));
        }
        return commands;
    }

    void remove(Process process, Container container) throws Refusal {
        for (Container.Port port : container.ports()) {
            run(process, Rules.of(container, port, false));
        }
        run(process, List.of(List.of("ip", "netns", "del", container.name())));
        containers.remove(container.name());
    }

    private static void run(Process process, List<List<String>> commands) throws Refusal {
        Namespace host = process.kernel().initial();
        for (List<String> command : commands) {
            if (process.execute(host, command) != 0) {
                throw Refusal.ofDaemon("failed: " + String.join(" ", command));
            }
        }
    }

    private Ipv4Prefix freePool() throws Refusal {
        for (int second = FIRST_POOL; second <= LAST_POOL; second++) {
            Ipv4Prefix pool = pool(second);
            if (networks.values().stream().noneMatch(network -> overlap(network.subnet(), pool))) {
                return pool;
            }
        }
        throw Refusal.ofDaemon("could not find an available, non-overlapping IPv4 address pool");
    }

    private static Ipv4Prefix pool(int second) {
        return new Ipv4Prefix(Ipv4Address.of(172, second, 0, 0), POOL_LENGTH);
    }

    private static Ipv4Address first(Ipv4Prefix subnet) {
        return new Ipv4Address(subnet.network().bits() + 1);
    }

    private static boolean overlap(Ipv4Prefix one, Ipv4Prefix other) {
        return one.contains(other.network()) || other.contains(one.network());
    }

    private static String id(Process process) {
        SplittableRandom random = process.kernel().machine().random();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            id.append(String.format("%016x", random.nextLong()));
        }
        return id.toString();
    }
}
