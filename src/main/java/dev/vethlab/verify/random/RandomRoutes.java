package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import dev.vethlab.verify.random.Wiring.Pair;
import java.util.ArrayList;
import java.util.List;

/** Routes and rules drawn by lot: mostly the ones that are needed, sometimes none, wrong ones or odd ones. */
final class RandomRoutes {

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;

    RandomRoutes(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    /** The routes of one namespace. */
    void draw(String namespace) {
        List<Pair> far = wiring.pairs.stream()
                .filter(pair -> !pair.one().namespace().equals(namespace)
                        && !pair.other().namespace().equals(namespace))
                .filter(pair -> !wiring.gateway(namespace, pair).isEmpty())
                .toList();
        if (wiring.endsIn(namespace).size() == 1 && dice.chance(60) && !far.isEmpty()) {
            route(namespace, "default via " + wiring.gateway(namespace, far.get(0)));
        } else {
            for (Pair pair : far) {
                if (dice.chance(88)) {
                    route(namespace, pair.subnet() + " via " + wiring.gateway(namespace, pair) + attributes(namespace));
                }
            }
        }
        if (dice.chance(20)) {
            script.add(odd(namespace));
        }
        if (dice.chance(12)) {
            rules(namespace);
        }
    }

    private String attributes(String namespace) {
        List<End> ends = wiring.endsIn(namespace);
        if (dice.chance(85) || ends.isEmpty()) {
            return "";
        }
        return dice.oneOf(
                " metric " + dice.between(1, 300),
                " src " + dice.pick(ends).address(),
                " mtu " + dice.oneOf(1200, 800),
                " mtu lock 900",
                " proto static",
                " onlink dev " + dice.pick(ends).device());
    }

    /** One route that nobody needs, or that does harm. */
    String odd(String namespace) {
        List<End> ends = wiring.endsIn(namespace);
        String subnet = dice.pick(wiring.pairs).subnet();
        String host = "10." + dice.between(1, wiring.pairs.size()) + ".0." + dice.between(1, 2);
        List<String> routes = new ArrayList<>(List.of(
                dice.oneOf("blackhole", "unreachable", "prohibit", "throw") + " "
                        + dice.oneOf(host, "10.99.0.0/16", "default metric 900"),
                "unreachable " + subnet + " metric " + dice.between(1, 9),
                "local 10.98.0.0/24 dev lo"));
        if (!ends.isEmpty()) {
            String device = dice.pick(ends).device();
            routes.add("10.97.0.0/24 dev " + device);
            routes.add("default dev " + device);
            routes.add(host + " dev " + device);
            routes.add("10.96.0.0/16 via " + dice.pick(wiring.ends()).address());
            routes.add(subnet + " via " + dice.pick(wiring.ends()).address() + " metric " + dice.between(0, 3));
            routes.add("10.95.0.0/16 via 192.0.2.1 dev " + device + " onlink");
        }
        return RandomLab.ip(
                namespace, "route " + dice.oneOf("add", "add", "add", "replace", "append") + " " + dice.pick(routes));
    }

    private void rules(String namespace) {
        List<End> ends = wiring.endsIn(namespace);
        int table = dice.between(100, 102);
        String subnet = dice.pick(wiring.pairs).subnet();
        List<String> selectors =
                new ArrayList<>(List.of("from " + subnet, "to " + subnet, "fwmark 7", "from all", "tos 0x10"));
        if (!ends.isEmpty()) {
            selectors.add("iif " + dice.pick(ends).device());
            selectors.add("from " + dice.pick(ends).address());
            selectors.add("iif lo to " + subnet);
            script.add(RandomLab.ip(
                    namespace,
                    "route add default "
                            + dice.oneOf(
                                    "via " + dice.pick(wiring.ends()).address(),
                                    "dev " + dice.pick(ends).device()) + " table " + table));
        }
        String action = dice.chance(75)
                ? "lookup " + table
                : dice.oneOf("blackhole", "unreachable", "prohibit", "lookup main suppress_prefixlength 0");
        script.add(RandomLab.ip(
                namespace,
                "rule add " + dice.pick(selectors) + " " + action
                        + (dice.chance(60) ? " pref " + dice.between(50, 500) : "")));
    }

    private void route(String namespace, String words) {
        script.add(RandomLab.ip(namespace, "route add " + words));
    }
}
