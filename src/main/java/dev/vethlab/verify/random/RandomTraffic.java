package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** What happens in a random lab once it is built: pings and other tools from everywhere, looks, changes. */
final class RandomTraffic {

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;

    RandomTraffic(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    void draw() {
        int acts = dice.between(5, 12);
        for (int i = 0; i < acts; i++) {
            switch (dice.between(0, 19)) {
                case 0, 1 -> look();
                case 2, 3 -> change();
                case 4 -> routeGet();
                case 5 -> arping();
                case 6 -> traceroute();
                case 7 -> setting();
                case 8 -> neighbour();
                default -> ping();
            }
        }
        for (String namespace : wiring.namespaces) {
            script.add(RandomLab.ip(namespace, dice.oneOf("neigh", "route", "addr", "-s link", "route show table all", "rule")));
        }
    }

    private void ping() {
        String namespace = dice.pick(wiring.namespaces);
        StringBuilder options = new StringBuilder("ping -c ").append(dice.chance(85) ? 1 : 2).append(" -i 0.2");
        boolean wait = dice.chance(70);
        options.append(wait ? " -W 4" : " -W 1");
        List<End> ends = wiring.endsIn(namespace);
        if (!ends.isEmpty() && dice.chance(25)) {
            End end = dice.pick(ends);
            options.append(" -I ").append(dice.chance(60) ? end.device() : end.address());
        }
        if (dice.chance(30)) {
            options.append(dice.oneOf(
                    " -s " + dice.oneOf(0, 15, 16, 100, 1472, 1473, 2000, 4000),
                    " -s 1400 -M do",
                    " -s " + dice.oneOf(1000, 1300) + " -M " + dice.oneOf("do", "dont", "want"),
                    " -t " + dice.between(1, 4),
                    " -Q " + dice.oneOf("0x10", "0x08", "4"),
                    " -R",
                    " -T tsandaddr",
                    " -q",
                    " -n -v",
                    " -m 7"));
        }
        options.append(' ').append(destination());
        script.add(RandomLab.exec(namespace, options.toString()));
        if (!wait) {
            script.add("sleep 2.6");
        }
    }

    private String destination() {
        if (dice.chance(88)) {
            return dice.pick(wiring.ends()).address();
        }
        int number = dice.between(1, wiring.pairs.size());
        return dice.oneOf("10." + number + ".0.9", "10.98.0.3", "10.99.0.1", "127.0.0.1", "203.0.113.7", "-b 10." + number + ".0.255", "10." + number + ".0.0", "224.0.0.1", "172.16.9.3");
    }

    private void arping() {
        End end = dice.pick(wiring.ends());
        String target = dice.chance(70) ? dice.pick(wiring.ends()).address() : destination().replace("-b ", "");
        String mode = dice.oneOf("", "", "", "-D ", "-U ", "-A ", "-b ");
        script.add(RandomLab.exec(
                end.namespace(),
                "arping " + mode + "-I " + end.device() + " -c " + dice.between(1, 2) + " -w 2 "
                        + (mode.equals("-U ") || mode.equals("-A ") ? end.address() : target)));
    }

    private void traceroute() {
        script.add(RandomLab.exec(
                dice.pick(wiring.namespaces), "traceroute -n -q 1 -N 1 -w 1 -m 5 " + dice.pick(wiring.ends()).address()));
        script.add("sleep 2.6");
    }

    private void routeGet() {
        String namespace = dice.pick(wiring.namespaces);
        List<End> ends = wiring.endsIn(namespace);
        String words = "route get " + destination().replace("-b ", "");
        if (!ends.isEmpty() && dice.chance(50)) {
            End end = dice.pick(ends);
            words += dice.oneOf(
                    " from " + end.address(),
                    " oif " + end.device(),
                    " from " + dice.pick(wiring.ends()).address() + " iif " + end.device(),
                    " mark 7");
        }
        script.add(RandomLab.ip(namespace, words));
    }

    private void look() {
        String namespace = dice.pick(wiring.namespaces);
        script.add(RandomLab.ip(
                namespace,
                dice.oneOf("neigh", "neigh show nud all", "addr", "-br addr", "-br link", "route", "route show table all", "route show table local", "-d link", "-s link", "-j route", "-j neigh", "rule", "-o addr")));
    }

    private void change() {
        End end = dice.pick(wiring.ends());
        String device = end.device();
        switch (dice.between(0, 11)) {
            case 0, 1 -> script.add(RandomLab.ip(end.namespace(), "link set " + device + " down"));
            case 2, 3 -> script.add(RandomLab.ip(end.namespace(), "link set " + device + " up"));
            case 4 -> {
                script.add(RandomLab.ip(end.namespace(), "link set " + device + " down"));
                script.add(RandomLab.ip(end.namespace(), "link set " + device + " up"));
            }
            case 5 -> script.add(RandomLab.ip(end.namespace(), "link set " + device + " mtu " + dice.oneOf(1500, 1400, 1000, 600, 9000)));
            case 6 -> script.add(RandomLab.ip(end.namespace(), "link set " + device + " address 02:00:00:00:" + dice.oneOf("aa", "bb") + ":0" + dice.between(1, 9)));
            case 7 -> script.add(RandomLab.ip(end.namespace(), "addr del " + end.withPrefix() + " dev " + device));
            case 8 -> script.add(RandomLab.ip(end.namespace(), "addr add " + end.withPrefix() + " dev " + device));
            case 9 -> script.add(new RandomRoutes(dice, wiring, script).odd(end.namespace()));
            case 10 -> script.add(RandomLab.ip(end.namespace(), "neigh flush " + dice.oneOf("all", "dev " + device)));
            default -> script.add(RandomLab.ip(end.namespace(), "route del " + dice.oneOf("default", dice.pick(wiring.pairs).subnet())));
        }
    }

    private void setting() {
        script.add(new RandomSettings(dice, wiring).one());
    }

    private void neighbour() {
        End end = dice.pick(wiring.ends());
        String address = dice.pick(wiring.ends()).address();
        String mac = "02:00:00:00:cc:0" + dice.between(1, 9);
        script.add(RandomLab.ip(
                end.namespace(),
                "neigh " + dice.oneOf(
                        "add " + address + " lladdr " + mac + " dev " + end.device() + dice.oneOf("", " nud permanent", " nud stale", " nud reachable"),
                        "replace " + address + " lladdr " + mac + " dev " + end.device() + " nud " + dice.oneOf("stale", "reachable", "noarp"),
                        "del " + address + " dev " + end.device(),
                        "add proxy " + address + " dev " + end.device())));
    }
}
