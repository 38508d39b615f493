package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** Looks at the state of a namespace, in every form that the tools have. */
final class RandomLooks {

    private final Dice dice;
    private final Wiring wiring;

    RandomLooks(Dice dice, Wiring wiring) {
        this.dice = dice;
        this.wiring = wiring;
    }

    /** One look. */
    String one() {
        String namespace = dice.pick(wiring.namespaces);
        return switch (dice.between(0, 9)) {
            case 0, 1 -> RandomLab.ip(namespace, links(namespace));
            case 2, 3 -> RandomLab.ip(namespace, addresses(namespace));
            case 4, 5 -> RandomLab.ip(namespace, routes(namespace));
            case 6 -> RandomLab.ip(namespace, neighbours(namespace));
            case 7 -> RandomLab.exec(namespace, settings(namespace));
            case 8 ->
                RandomLab.ip(
                        namespace,
                        dice.oneOf(
                                "rule",
                                "-j rule",
                                "-d rule",
                                "rule show table 100",
                                "nexthop",
                                "-j nexthop",
                                "-d nexthop"));
            default -> dice.oneOf("ip netns", "ip netns list-id", "ip -j netns");
        };
    }

    private String device(String namespace) {
        List<End> ends = wiring.endsIn(namespace);
        return ends.isEmpty() || dice.chance(10) ? "lo" : dice.pick(ends).device();
    }

    private String links(String namespace) {
        return dice.oneOf(
                "link",
                "-br link",
                "-d link",
                "-s link",
                "-s -s link",
                "-j link",
                "-j -d link",
                "-p -j -s link",
                "-o link",
                "-br -j link",
                "link show up",
                "link show dev " + device(namespace),
                "link show " + device(namespace),
                "-d link show dev " + device(namespace),
                "-j -d link show dev " + device(namespace),
                "-s link show dev " + device(namespace),
                "link show type veth",
                "link show group default",
                "link ls up type veth");
    }

    private String addresses(String namespace) {
        return dice.oneOf(
                "addr",
                "-4 addr",
                "-br addr",
                "-o addr",
                "-j addr",
                "-d addr",
                "-s addr",
                "-p -j addr",
                "-br -4 addr",
                "-o -4 addr show up",
                "addr show dev " + device(namespace),
                "addr show " + device(namespace),
                "-j addr show dev " + device(namespace),
                "addr show up",
                "addr show scope global",
                "addr show primary",
                "addr show secondary",
                "addr show to 10.0.0.0/8",
                "addr show label 'v*'",
                "addr show permanent");
    }

    private String routes(String namespace) {
        String subnet = dice.pick(wiring.pairs).subnet();
        return dice.oneOf(
                "route",
                "-j route",
                "-d route",
                "-o route",
                "-d -j route show table all",
                "route show table all",
                "route show table local",
                "route show table main",
                "route show table 100",
                "route show dev " + device(namespace),
                "route show table all dev " + device(namespace),
                "route show " + subnet,
                "route show exact " + subnet,
                "route show root 10.0.0.0/8",
                "route show match " + dice.pick(wiring.ends()).address(),
                "route show default",
                "route show scope link",
                "route show proto kernel",
                "route show type local table all",
                "route show via " + dice.pick(wiring.ends()).address(),
                "route show src " + dice.pick(wiring.ends()).address(),
                "-s route show cache");
    }

    private String neighbours(String namespace) {
        return dice.oneOf(
                "neigh",
                "neigh show nud all",
                "-j neigh",
                "neigh show dev " + device(namespace),
                "neigh show nud permanent",
                "neigh show proxy",
                "neigh show nud failed",
                "neigh show to 10.0.0.0/8",
                "neigh show unused",
                "neigh get " + dice.pick(wiring.ends()).address() + " dev " + device(namespace));
    }

    private String settings(String namespace) {
        String device = device(namespace);
        return dice.oneOf(
                "sysctl net.ipv4.conf." + device + ".forwarding",
                "sysctl -n net.ipv4.ip_forward net.ipv4.conf.all.rp_filter",
                "sysctl net.ipv4.conf." + device + ".rp_filter net.ipv4.nosuch",
                "sysctl net.ipv4.neigh." + device + ".base_reachable_time_ms",
                "sysctl net/ipv4/conf/" + device + "/accept_local",
                "cat /proc/sys/net/ipv4/conf/" + device + "/proxy_arp",
                "cat /proc/sys/net/ipv4/conf/" + device + "/nosuch",
                "sysctl net.ipv4.conf." + device);
    }
}
