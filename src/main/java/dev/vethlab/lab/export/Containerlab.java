package dev.vethlab.lab.export;

import dev.vethlab.lab.topology.DeviceDocument;
import dev.vethlab.lab.topology.NamespaceDocument;
import dev.vethlab.lab.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lab as a topology file of containerlab: a Linux node a namespace, a link a veth pair between two of them, addresses and routes
 * as commands, and so are all other devices. A pair within one namespace has no equal there and is left out with a comment.
 */
public final class Containerlab {

    private Containerlab() {}

    public static String of(String name, TopologyDocument document) {
        StringBuilder text = new StringBuilder();
        text.append("name: ")
                .append(quote(name.replaceAll("[^A-Za-z0-9-]+", "-")))
                .append('\n');
        text.append("topology:\n  nodes:\n");
        for (NamespaceDocument namespace : document.namespaces()) {
            text.append("    ").append(quote(namespace.name())).append(":\n");
            text.append("      kind: linux\n      image: alpine:latest\n");
            List<String> commands = commands(namespace);
            if (!commands.isEmpty()) {
                text.append("      exec:\n");
                commands.forEach(command ->
                        text.append("        - ").append(quote(command)).append('\n'));
            }
        }
        text.append("  links:\n");
        for (Drawing.Pair pair : Drawing.of(document).pairs()) {
            if (pair.onePlace().namespace().equals(pair.otherPlace().namespace())) {
                text.append("    # ")
                        .append(pair.one().name())
                        .append(" and ")
                        .append(pair.other().name())
                        .append(" are in one namespace, which containerlab cannot link\n");
            } else {
                text.append("    - endpoints: [")
                        .append(quote(
                                pair.onePlace().namespace() + ":" + pair.one().name()))
                        .append(", ")
                        .append(quote(pair.otherPlace().namespace() + ":"
                                + pair.other().name()))
                        .append("]\n");
            }
        }
        return text.toString();
    }

    private static List<String> commands(NamespaceDocument namespace) {
        List<String> commands = new ArrayList<>();
        if (namespace.sysctls() != null) {
            namespace.sysctls().forEach((name, value) -> commands.add("sysctl -w " + name + "=" + value));
        }
        List<DeviceDocument> devices = namespace.interfaces() == null ? List.of() : namespace.interfaces();
        for (DeviceDocument device : devices) {
            made(device).ifPresent(commands::add);
        }
        for (DeviceDocument device : devices) {
            if (device.master() != null) {
                commands.add("ip link set dev " + device.name() + " master " + device.master());
            }
            if (Boolean.TRUE.equals(device.up()) && !device.name().equals("lo")) {
                commands.add("ip link set dev " + device.name() + " up");
            }
            if (!device.name().equals("lo") && device.addresses() != null) {
                device.addresses()
                        .forEach(address -> commands.add("ip address add dev " + device.name() + " " + address));
            }
        }
        if (namespace.routes() != null) {
            namespace.routes().forEach(route -> commands.add("ip route add " + route));
        }
        if (namespace.iptables() != null) {
            namespace.iptables().forEach(rule -> commands.add("iptables " + rule));
        }
        return commands;
    }

    /** The command for a device that containerlab does not make by itself. */
    private static Optional<String> made(DeviceDocument device) {
        String kind = device.kind() == null ? "veth" : device.kind();
        String options = device.options() == null ? "" : " " + device.options();
        return switch (kind) {
            case "veth", "loopback" -> Optional.empty();
            case "tap", "tun" -> Optional.of("ip tuntap add dev " + device.name() + " mode " + kind + options);
            default ->
                Optional.of("ip link add "
                        + (device.link() == null ? "" : "link " + device.link().name() + " ") + "name " + device.name()
                        + " type " + kind + options);
        };
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
