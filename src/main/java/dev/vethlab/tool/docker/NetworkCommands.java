package dev.vethlab.tool.docker;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code docker network}. */
final class NetworkCommands {

    private static final String ROW = "%-14s %-9s %-9s %s\n";
    private static final int SHORT_ID = 12;

    private final Process process;
    private final Daemon daemon;

    NetworkCommands(Process process, Daemon daemon) {
        this.process = process;
        this.daemon = daemon;
    }

    void run(List<String> words) throws Refusal {
        String verb = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        switch (verb) {
            case "create" -> create(rest);
            case "ls", "list" -> list(new Words("network ls", rest, Set.of(), Set.of("-q", "--quiet", "--no-trunc")));
            case "inspect" -> inspect(rest);
            case "rm", "remove" -> remove(rest);
            default ->
                throw new Refusal(
                        1,
                        verb.isEmpty()
                                ? Docker.USAGE.strip()
                                : "docker: 'network " + verb + "' is not simulated.\n" + Docker.USAGE.strip());
        }
    }

    private void create(List<String> words) throws Refusal {
        Words read = new Words(
                "network create",
                words,
                Set.of("-d", "--driver", "--subnet", "--gateway"),
                Set.of("--internal", "--attachable"));
        if (read.arguments().size() != 1) {
            throw new Refusal(1, "\"docker network create\" requires exactly 1 argument.");
        }
        String driver = read.last("-d", "--driver").orElse("bridge");
        if (!driver.equals("bridge")) {
            throw Refusal.ofDaemon("plugin \"" + driver + "\" not found; the lab simulates the driver bridge alone");
        }
        Optional<String> subnet = read.last("--subnet");
        Optional<Ipv4Address> gateway = read.last("--gateway").flatMap(Ipv4Address::parse);
        if (read.has("--gateway") && gateway.isEmpty()) {
            throw Refusal.ofDaemon(
                    "invalid gateway address: " + read.last("--gateway").orElse(""));
        }
        Optional<Ipv4Prefix> prefix = subnet.isPresent() ? Optional.of(prefix(subnet.get())) : Optional.empty();
        if (gateway.isPresent()
                && prefix.filter(network -> network.contains(gateway.get())).isEmpty()) {
            throw Refusal.ofDaemon("no matching subnet for gateway " + gateway.get());
        }
        process.out(daemon.add(process, read.arguments().get(0), prefix, gateway, read.has("--internal"))
                        .id() + "\n");
    }

    private static Ipv4Prefix prefix(String text) throws Refusal {
        int slash = text.indexOf('/');
        Optional<Ipv4Address> network = slash < 0 ? Optional.empty() : Ipv4Address.parse(text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (network.isEmpty() || !length.matches("[1-9]|[12][0-9]|30")) {
            throw Refusal.ofDaemon("invalid subnet " + text + ": invalid CIDR block notation");
        }
        int bits = Integer.parseInt(length);
        return new Ipv4Prefix(new Ipv4Address(network.get().bits() & Ipv4Prefix.mask(bits)), bits);
    }

    private void list(Words words) {
        boolean quiet = words.has("-q", "--quiet");
        if (!quiet) {
            process.out(String.format(ROW, "NETWORK ID", "NAME", "DRIVER", "SCOPE"));
        }
        daemon.networks().values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(network -> {
                    String id = words.has("--no-trunc")
                            ? network.id()
                            : network.id().substring(0, SHORT_ID);
                    process.out(quiet ? id + "\n" : String.format(ROW, id, network.name(), "bridge", "local"));
                });
    }

    private void inspect(List<String> names) throws Refusal {
        List<String> objects = new ArrayList<>();
        for (String name : names) {
            objects.add(object(daemon.network(name)));
        }
        process.out("[\n" + String.join(",\n", objects) + "\n]\n");
    }

    private String object(Network network) {
        List<String> containers = new ArrayList<>();
        for (Container container : daemon.in(network)) {
            containers.add("            \"" + container.id() + "\": {\n                \"Name\": \"" + container.name()
                    + "\",\n                \"MacAddress\": \"" + container.mac()
                    + "\",\n                \"IPv4Address\": \""
                    + container.address() + "/" + network.subnet().length() + "\"\n            }");
        }
        String inside = containers.isEmpty() ? "{}" : "{\n" + String.join(",\n", containers) + "\n        }";
        return """
            {
                "Name": "%s",
                "Id": "%s",
                "Scope": "local",
                "Driver": "bridge",
                "EnableIPv6": false,
                "IPAM": {
                    "Driver": "default",
                    "Config": [
                        {
                            "Subnet": "%s",
                            "Gateway": "%s"
                        }
                    ]
                },
                "Internal": %s,
                "Containers": %s,
                "Options": {
                    "com.docker.network.bridge.name": "%s"
                }
            }\
            """.indent(4).stripTrailing().formatted(
                network.name(),
                network.id(),
                network.subnet(),
                network.gateway(),
                network.internal(),
                inside,
                network.bridge());
    }

    private void remove(List<String> names) throws Refusal {
        for (String name : names) {
            daemon.remove(process, daemon.network(name));
            process.out(name + "\n");
        }
    }
}
