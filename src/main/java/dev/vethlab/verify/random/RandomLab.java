package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import dev.vethlab.verify.random.Wiring.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * A lab drawn by lot: namespaces, veth pairs, addresses, routes, rules, settings and link states, mostly as they should be and
 * sometimes not; then traffic from everywhere, looks at the state, and changes in between.
 */
public final class RandomLab {

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script = new ArrayList<>();

    private RandomLab(long seed) {
        dice = new Dice(seed);
        wiring = Wiring.draw(dice);
    }

    /** The command lines of the lab of a seed. */
    public static List<String> script(long seed) {
        RandomLab lab = new RandomLab(seed);
        lab.build();
        new RandomTraffic(lab.dice, lab.wiring, lab.script).draw();
        return lab.script;
    }

    private void build() {
        for (String namespace : wiring.namespaces) {
            if (!namespace.equals("host")) {
                script.add("ip netns add " + namespace);
            }
        }
        if (dice.chance(15)) {
            new RandomSettings(dice, wiring).defaults(script);
        }
        wiring.pairs.forEach(this::pair);
        for (String namespace : wiring.namespaces) {
            if (dice.chance(75)) {
                script.add(ip(namespace, "link set lo up"));
            }
        }
        List<End> ends = wiring.ends();
        boolean upFirst = dice.chance(30);
        if (upFirst) {
            ends.forEach(this::up);
        }
        ends.forEach(this::address);
        if (!upFirst) {
            ends.forEach(this::up);
        }
        for (String namespace : wiring.namespaces) {
            if (wiring.endsIn(namespace).size() > 1 && dice.chance(80)) {
                script.add(exec(namespace, "sysctl -w net.ipv4.ip_forward=1"));
            }
        }
        RandomRoutes routes = new RandomRoutes(dice, wiring, script);
        wiring.namespaces.forEach(routes::draw);
        int settings = dice.between(0, 4);
        for (int i = 0; i < settings; i++) {
            script.add(new RandomSettings(dice, wiring).one());
        }
    }

    private void pair(Pair pair) {
        End one = pair.one();
        End other = pair.other();
        String mtu = dice.chance(10) ? " mtu " + dice.oneOf(1400, 1000, 600, 9000) : "";
        switch (dice.between(0, 2)) {
            case 0 ->
                script.add("ip link add " + one.device() + in(one) + mtu + " type veth peer name " + other.device()
                        + in(other) + mtu);
            case 1 -> {
                String temporary = "t" + pair.number();
                script.add("ip link add " + temporary + mtu + " type veth peer name " + temporary + "p" + mtu);
                place(temporary, one);
                place(temporary + "p", other);
            }
            default ->
                script.add(ip(
                        one.namespace(),
                        "link add " + one.device() + mtu + " type veth peer name " + other.device()
                                + (one.namespace().equals(other.namespace())
                                        ? ""
                                        : " netns " + (other.namespace().equals("host") ? "1" : other.namespace()))
                                + mtu));
        }
    }

    /** A move into another namespace takes the device out of the reach of the first. */
    private void place(String temporary, End end) {
        if (end.namespace().equals("host")) {
            script.add("ip link set " + temporary + " name " + end.device());
        } else {
            script.add("ip link set " + temporary + " netns " + end.namespace());
            script.add("ip -n " + end.namespace() + " link set " + temporary + " name " + end.device());
        }
    }

    private static String in(End end) {
        return end.namespace().equals("host") ? "" : " netns " + end.namespace();
    }

    private void up(End end) {
        if (dice.chance(93)) {
            script.add(ip(end.namespace(), "link set " + end.device() + " up"));
        }
    }

    private void address(End end) {
        if (dice.chance(4)) {
            return;
        }
        String device = " dev " + end.device();
        String address = end.withPrefix();
        if (dice.chance(4)) {
            address = end.address() + "/" + dice.oneOf(32, 8, 25, 31);
        }
        String broadcast = dice.chance(15) ? " brd +" : "";
        script.add(ip(end.namespace(), "addr add " + address + broadcast + device));
        if (dice.chance(12)) {
            String second = end.address().replaceAll("\\.0\\.(\\d)$", dice.oneOf(".0.1$1", ".7.$1", ".0.2$1"));
            script.add(ip(
                    end.namespace(),
                    "addr add " + second + "/" + dice.oneOf(24, 24, 32, 16, end.prefixLength()) + device));
        }
        if (dice.chance(3)) {
            script.add(ip(
                    end.namespace(),
                    "addr add 172.16." + dice.between(0, 3) + "." + dice.between(1, 9) + " peer 172.16.9."
                            + dice.between(1, 9) + device));
        }
    }

    /** An {@code ip} command in a namespace. */
    static String ip(String namespace, String words) {
        return namespace.equals("host") ? "ip " + words : "ip -n " + namespace + " " + words;
    }

    /** Another command in a namespace. */
    static String exec(String namespace, String words) {
        return namespace.equals("host") ? words : "ip netns exec " + namespace + " " + words;
    }
}
