package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** Nexthop objects and their groups, neighbours by hand, and routes with several things to them at once. */
final class RandomObjects {

    private static final int RARELY = 8;
    private static final int MOST = 5;

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;

    RandomObjects(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    /** Several changes of one kind in one namespace, then a look at them. */
    void one() {
        End end = dice.pick(wiring.ends());
        int kind = dice.between(0, 2);
        for (int i = dice.between(2, 4); i > 0; i--) {
            ip(end, kind == 0 ? nexthop(end) : kind == 1 ? neighbour(end) : route(end));
        }
        ip(
                end,
                kind == 0
                        ? dice.oneOf(
                                "nexthop", "-j nexthop", "-d nexthop show groups", "nexthop list dev " + device(end))
                        : kind == 1
                                ? dice.oneOf("neigh show nud all", "-j neigh", "neigh show proxy")
                                : dice.oneOf("route", "-d route show table all", "-j -d route"));
    }

    private void ip(End end, String words) {
        script.add(RandomLab.ip(end.namespace(), words));
    }

    private String anyAddress() {
        return dice.pick(wiring.ends()).address();
    }

    private String device(End end) {
        return dice.pick(wiring.endsIn(end.namespace())).device();
    }

    /** Where the other end of a pair is, mostly. */
    private String near(End end) {
        return dice.chance(70)
                ? end.address().replaceAll("\\d$", end.address().endsWith("1") ? "2" : "1")
                : anyAddress();
    }

    private String options(String... options) {
        StringBuilder drawn = new StringBuilder();
        for (String option : options) {
            if (dice.chance(RARELY)) {
                drawn.append(' ').append(option);
            }
        }
        return drawn.toString();
    }

    private String nexthop(End end) {
        int id = dice.between(1, MOST);
        return dice.oneOf(
                "nexthop add id " + id + " via " + near(end) + " dev " + device(end),
                "nexthop add id " + id + " via " + near(end) + " dev " + device(end)
                        + options("onlink", "proto static", "scope link"),
                "nexthop add id " + id + " dev " + device(end),
                "nexthop add id " + id + dice.oneOf(" blackhole", " via " + near(end)),
                "nexthop add id 1" + id + " group " + dice.oneOf("1", "1/2", "1,5/2", "1/2/3", "9", "1/1", "2/11"),
                "nexthop replace id " + id + " via " + near(end) + " dev " + device(end),
                "nexthop replace id 1" + id + " group " + dice.oneOf("1/2", "2,3/3", "2"),
                "nexthop del id " + dice.oneOf(id, 10 + id),
                "nexthop flush" + dice.oneOf("", " proto static"),
                "nexthop get id " + id,
                "nexthop add via " + near(end) + " dev " + device(end),
                "route add 10.91." + id + ".0/24 nhid " + dice.oneOf(id, 10 + id),
                "route replace 10.91." + id + ".0/24 nhid " + dice.oneOf(id, 10 + id)
                        + options("metric 5", "src " + end.address()),
                "route get 10.91." + id + ".5");
    }

    private String neighbour(End end) {
        String address = near(end);
        String mac = " lladdr 02:00:00:00:99:0" + dice.between(1, 3);
        String on = " dev " + device(end);
        return "neigh "
                + dice.oneOf(
                        "add " + address + mac + on + " nud "
                                + dice.oneOf(
                                        "permanent",
                                        "reachable",
                                        "stale",
                                        "noarp",
                                        "none",
                                        "probe",
                                        "delay",
                                        "incomplete",
                                        "failed",
                                        "bogus"),
                        "replace " + address + mac + on,
                        "change " + address + mac + on + " nud stale",
                        "replace " + address + on + " nud failed",
                        "del " + address + on,
                        "get " + address + on,
                        "flush " + address,
                        "flush nud permanent",
                        "add proxy " + address + on,
                        "del proxy " + address + on,
                        "add " + address + on + " use",
                        "add " + address + mac + on + " extern_learn",
                        "add " + address + mac + on + " router protocol static",
                        "show " + address,
                        "show" + on + " nud " + dice.oneOf("reachable", "stale", "all", "permanent", "noarp"));
    }

    private String route(End end) {
        String prefix = dice.oneOf(
                dice.pick(wiring.pairs).subnet(),
                anyAddress(),
                "10.7.0.0/16",
                "default",
                "0/0",
                "10.8/16",
                "192.0.2.0/24");
        String hop = dice.oneOf(
                "via " + near(end),
                "via " + near(end) + " dev " + device(end),
                "dev " + device(end),
                "via " + anyAddress());
        String hops = dice.chance(70)
                ? hop
                : "nexthop " + hop + options("weight 2", "onlink") + " nexthop via " + near(end)
                        + options("weight " + dice.oneOf(10, 256, 0));
        return "route " + dice.oneOf("add ", "add ", "replace ", "append ", "change ", "del ", "prepend ")
                + (dice.chance(20)
                        ? dice.oneOf(
                                "unicast ",
                                "local ",
                                "broadcast ",
                                "blackhole ",
                                "unreachable ",
                                "prohibit ",
                                "throw ",
                                "multicast ")
                        : "")
                + prefix + (dice.chance(85) ? " " + hops : "")
                + options(
                        "metric " + dice.oneOf(0, 1, 50),
                        "table " + dice.oneOf("10", "main", "local", "all"),
                        "proto " + dice.oneOf("static", "boot", "kernel", "99", "ra"),
                        "scope " + dice.oneOf("link", "host", "global", "nowhere", "100"),
                        "src " + dice.oneOf(end.address(), anyAddress()),
                        "mtu " + dice.oneOf("1000", "lock 900", "0"),
                        "tos " + dice.oneOf("0x10", "1"),
                        "onlink",
                        "realm " + dice.oneOf("4", "1/2"),
                        "advmss 500",
                        "hoplimit " + dice.oneOf(5, 256),
                        "rto_min 5ms",
                        "features ecn",
                        "initcwnd 3",
                        "window 1000",
                        "ssthresh 3",
                        "cwnd 4",
                        "rttvar 4ms");
    }
}
