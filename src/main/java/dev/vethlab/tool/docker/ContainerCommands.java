package dev.vethlab.tool.docker;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docker run}, {@code ps}, {@code exec} and {@code rm}. */
final class ContainerCommands {

    private static final Pattern PORT =
            Pattern.compile("(?:(\\d+\\.\\d+\\.\\d+\\.\\d+):)?(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");
    private static final String ROW = "%-14s %-10s %-10s %-16s %-16s %-24s %s\n";
    private static final int SHORT_ID = 12;
    private static final int LARGEST_PORT = 65_535;
    private static final long NS = 1_000_000_000L;

    private final Process process;
    private final Daemon daemon;

    ContainerCommands(Process process, Daemon daemon) {
        this.process = process;
        this.daemon = daemon;
    }

    void run(List<String> words) throws Refusal {
        Words read = new Words(
                "run",
                words,
                Set.of("--name", "--network", "--net", "-p", "--publish", "--ip", "-h", "--hostname", "-e", "--env"),
                Set.of("-d", "--detach", "-i", "-t", "-it", "-dit", "-itd", "--rm", "--init"));
        if (read.arguments().isEmpty()) {
            throw new Refusal(125, "\"docker run\" requires at least 1 argument.\nSee 'docker run --help'.");
        }
        if (read.arguments().size() > 1) {
            throw new Refusal(
                    125,
                    "docker: no program is started in a container of a lab; use docker exec NAME COMMAND, with &"
                            + " behind it");
        }
        if (!read.has("-d", "--detach", "-dit", "-itd")) {
            throw new Refusal(125, "docker: a container of a lab runs in the background alone; say docker run -d");
        }
        String name = read.last("--name").orElse("");
        if (read.has("--name") && !name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,62}")) {
            throw new Refusal(
                    125,
                    "docker: Error response from daemon: Invalid container name (" + name
                            + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed.");
        }
        Network network = daemon.network(read.last("--network", "--net").orElse(Network.DEFAULT));
        Optional<Ipv4Address> address = Optional.empty();
        if (read.has("--ip")) {
            String text = read.last("--ip").orElse("");
            address = Ipv4Address.parse(text).filter(network.subnet()::contains);
            if (address.isEmpty()) {
                throw new Refusal(125, "docker: Error response from daemon: invalid address " + text + ".");
            }
        }
        List<Container.Port> ports = new ArrayList<>();
        for (String port : read.all("-p", "--publish")) {
            ports.add(port(port));
        }
        Container made = daemon.run(process, name, read.arguments().get(0), network, address, ports);
        process.out(made.id() + "\n");
    }

    private Container.Port port(String text) throws Refusal {
        Matcher port = PORT.matcher(text);
        if (!port.matches()
                || Integer.parseInt(port.group(2)) > LARGEST_PORT
                || Integer.parseInt(port.group(3)) > LARGEST_PORT) {
            throw new Refusal(
                    125,
                    "docker: invalid publish opts format: " + text + ". A lab takes [IP:]HOSTPORT:PORT[/tcp|/udp].");
        }
        String protocol = port.group(4) == null ? "tcp" : port.group(4);
        int ofHost = Integer.parseInt(port.group(2));
        for (Container container : daemon.containers().values()) {
            for (Container.Port taken : container.ports()) {
                if (taken.ofHost() == ofHost && taken.protocol().equals(protocol)) {
                    throw new Refusal(
                            125,
                            "docker: Error response from daemon: driver failed programming external connectivity: Bind"
                                    + " for 0.0.0.0:"
                                    + ofHost + " failed: port is already allocated.");
                }
            }
        }
        return new Container.Port(
                port.group(1) == null ? "0.0.0.0" : port.group(1), ofHost, Integer.parseInt(port.group(3)), protocol);
    }

    void list(List<String> words) throws Refusal {
        Words read = new Words("ps", words, Set.of(), Set.of("-a", "--all", "-q", "--quiet", "-aq", "--no-trunc"));
        boolean quiet = read.has("-q", "--quiet", "-aq");
        if (!quiet) {
            process.out(String.format(ROW, "CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"));
        }
        List<Container> newestFirst = new ArrayList<>(daemon.containers().values());
        java.util.Collections.reverse(newestFirst);
        for (Container container : newestFirst) {
            String id = read.has("--no-trunc") ? container.id() : container.id().substring(0, SHORT_ID);
            long seconds = (process.kernel().machine().nowNs() - container.createdNs()) / NS;
            process.out(
                    quiet
                            ? id + "\n"
                            : String.format(
                                    ROW,
                                    id,
                                    container.image(),
                                    "-",
                                    seconds + " seconds ago",
                                    "Up " + seconds + " seconds",
                                    ports(container),
                                    container.name()));
        }
    }

    private static String ports(Container container) {
        return container.ports().stream()
                .map(port -> port.address() + ":" + port.ofHost() + "->" + port.ofContainer() + "/" + port.protocol())
                .collect(Collectors.joining(", "));
    }

    int execute(List<String> words) throws Refusal {
        Words read =
                new Words("exec", words, Set.of(), Set.of("-i", "-t", "-it", "--interactive", "--tty", "--privileged"));
        if (read.arguments().size() < 2) {
            throw new Refusal(1, "\"docker exec\" requires at least 2 arguments.\nSee 'docker exec --help'.");
        }
        Container container = daemon.container(read.arguments().get(0));
        return process.execute(
                process.kernel()
                        .named(container.name())
                        .orElseThrow(() -> Refusal.ofDaemon(
                                "Container " + container.name() + " is not running: its namespace is gone")),
                read.arguments().subList(1, read.arguments().size()));
    }

    void remove(List<String> words) throws Refusal {
        Words read = new Words("rm", words, Set.of(), Set.of("-f", "--force"));
        for (String name : read.arguments()) {
            Container container = daemon.container(name);
            if (!read.has("-f", "--force")) {
                throw Refusal.ofDaemon("cannot remove container \"/" + container.name()
                        + "\": container is running: stop the container before removing or force remove");
            }
            daemon.remove(process, container);
            process.out(name + "\n");
        }
    }
}
