package dev.vethlab.tool.docker;

import java.util.ArrayList;
import java.util.List;

/** The rules that Docker writes, as of its version 24. */
final class Rules {

    private Rules() {}

    /** What there is before the first network: forwarding, and the chains. */
    static List<List<String>> start() {
        return split(
                "sysctl -q -w net.ipv4.ip_forward=1",
                "iptables -P FORWARD DROP",
                "iptables -t nat -N DOCKER",
                "iptables -N DOCKER",
                "iptables -N DOCKER-ISOLATION-STAGE-1",
                "iptables -N DOCKER-ISOLATION-STAGE-2",
                "iptables -N DOCKER-USER",
                "iptables -A DOCKER-USER -j RETURN",
                "iptables -A DOCKER-ISOLATION-STAGE-1 -j RETURN",
                "iptables -A DOCKER-ISOLATION-STAGE-2 -j RETURN",
                "iptables -A FORWARD -j DOCKER-USER",
                "iptables -A FORWARD -j DOCKER-ISOLATION-STAGE-1",
                "iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
                "iptables -t nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER");
    }

    /**
     * The rules of a network.
     *
     * @param adds whether they are written, and not deleted
     */
    static List<List<String>> of(Network network, boolean adds) {
        String bridge = network.bridge();
        String append = adds ? "-A" : "-D";
        String insert = adds ? "-I" : "-D";
        if (network.internal()) {
            return split(
                    "iptables " + insert + " DOCKER-ISOLATION-STAGE-1 ! -s " + network.subnet() + " -o " + bridge
                            + " -j DROP",
                    "iptables " + insert + " DOCKER-ISOLATION-STAGE-1 ! -d " + network.subnet() + " -i " + bridge
                            + " -j DROP",
                    "iptables " + append + " FORWARD -i " + bridge + " -o " + bridge + " -j ACCEPT");
        }
        return split(
                "iptables -t nat " + insert + " POSTROUTING -s " + network.subnet() + " ! -o " + bridge
                        + " -j MASQUERADE",
                "iptables -t nat " + insert + " DOCKER -i " + bridge + " -j RETURN",
                "iptables " + append + " FORWARD -o " + bridge
                        + " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                "iptables " + append + " FORWARD -o " + bridge + " -j DOCKER",
                "iptables " + append + " FORWARD -i " + bridge + " ! -o " + bridge + " -j ACCEPT",
                "iptables " + append + " FORWARD -i " + bridge + " -o " + bridge + " -j ACCEPT",
                "iptables " + insert + " DOCKER-ISOLATION-STAGE-1 -i " + bridge + " ! -o " + bridge
                        + " -j DOCKER-ISOLATION-STAGE-2",
                "iptables " + insert + " DOCKER-ISOLATION-STAGE-2 -o " + bridge + " -j DROP");
    }

    /**
     * The rules of a published port.
     *
     * @param adds whether they are written, and not deleted
     */
    static List<List<String>> of(Container container, Container.Port port, boolean adds) {
        String append = adds ? "-A" : "-D";
        String bridge = container.network().bridge();
        String address = container.address() + "/32";
        String protocol = " -p " + port.protocol() + " -m " + port.protocol() + " --dport ";
        String destination = port.address().equals("0.0.0.0") ? "" : " -d " + port.address() + "/32";
        return split(
                "iptables -t nat " + append + " DOCKER" + destination + " ! -i " + bridge + protocol + port.ofHost()
                        + " -j DNAT --to-destination " + container.address() + ":" + port.ofContainer(),
                "iptables " + append + " DOCKER -d " + address + " ! -i " + bridge + " -o " + bridge + protocol
                        + port.ofContainer() + " -j ACCEPT",
                "iptables -t nat " + append + " POSTROUTING -s " + address + " -d " + address + protocol
                        + port.ofContainer() + " -j MASQUERADE");
    }

    private static List<List<String>> split(String... lines) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : lines) {
            commands.add(List.of(line.split(" ")));
        }
        return commands;
    }
}
