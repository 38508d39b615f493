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
        RandomLooks looks = new RandomLooks(dice, wiring);
        RandomChanges changes = new RandomChanges(dice, wiring, script);
        RandomMistakes mistakes = new RandomMistakes(dice, wiring);
        RandomOddities oddities = new RandomOddities(dice, wiring, script);
        RandomForms forms = new RandomForms(dice, wiring, script);
        RandomObjects objects = new RandomObjects(dice, wiring, script);
        int acts = dice.between(5, 14);
        for (int i = 0; i < acts; i++) {
            switch (dice.between(0, 32)) {
                case 0, 1, 2, 3 -> script.add(looks.one());
                case 4, 5, 6, 7 -> changes.one();
                case 8 -> routeGet();
                case 9 -> arping();
                case 10 -> trace();
                case 11, 12 -> setting();
                case 13 -> neighbour();
                case 24, 25, 26, 27 -> oddities.one();
                case 28, 29, 30 -> forms.one();
                case 31 -> objects.one();
                case 14, 15 -> script.add(mistakes.one(script));
                default -> ping();
            }
        }
        for (String namespace : wiring.namespaces) {
            script.add(RandomLab.ip(
                    namespace, dice.oneOf("neigh", "route", "addr", "-s link", "route show table all", "rule")));
        }
    }

    private void ping() {
        String namespace = dice.pick(wiring.namespaces);
        StringBuilder options =
                new StringBuilder("ping -c ").append(dice.chance(85) ? 1 : 2).append(" -i 0.2");
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
                    " -m 7",
                    " -s " + dice.oneOf(3000, 8000, 20000, 65507),
                    " -M probe -s " + dice.oneOf(1000, 1600),
                    " -O -c 2",
                    " -A -c 3",
                    " -l 3 -c 3",
                    " -r",
                    " -B",
                    " -p ff00",
                    " -c 8 -i 0.02",
                    " -T tsonly",
                    " -w 2",
                    " -f -c 5"));
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
        return dice.oneOf(
                "10." + number + ".0.9",
                "10.98.0.3",
                "10.99.0.1",
                "127.0.0.1",
                "203.0.113.7",
                "-b 10." + number + ".0.255",
                "10." + number + ".0.0",
                "224.0.0.1",
                "172.16.9.3");
    }

    private void arping() {
        End end = dice.pick(wiring.ends());
        String target = dice.chance(70)
                ? dice.pick(wiring.ends()).address()
                : destination().replace("-b ", "");
        String mode = dice.oneOf("", "", "", "-D ", "-U ", "-A ", "-b ");
        script.add(RandomLab.exec(
                end.namespace(),
                "arping " + mode + "-I " + end.device() + " -c " + dice.between(1, 2) + " -w 2 "
                        + (mode.equals("-U ") || mode.equals("-A ") ? end.address() : target)));
    }

    private void trace() {
        String program = dice.oneOf(
                "traceroute -n -q 1 -N 1 -w 1 -m 5",
                "traceroute -n -q 1 -N 1 -w 1 -m 4 -I",
                "traceroute -n -q 2 -N 1 -w 1 -m 3 -f 2",
                "tracepath -n -m 3",
                "tracepath -n -m 3 -l 1000");
        script.add(RandomLab.exec(
                dice.pick(wiring.namespaces),
                program + " " + dice.pick(wiring.ends()).address()));
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

    private void setting() {
        script.add(new RandomSettings(dice, wiring).one());
    }

    private void neighbour() {
        End end = dice.pick(wiring.ends());
        String address = dice.pick(wiring.ends()).address();
        String mac = "02:00:00:00:cc:0" + dice.between(1, 9);
        script.add(RandomLab.ip(
                end.namespace(),
                "neigh "
                        + dice.oneOf(
                                "add " + address + " lladdr " + mac + " dev " + end.device()
                                        + dice.oneOf("", " nud permanent", " nud stale", " nud reachable"),
                                "replace " + address + " lladdr " + mac + " dev " + end.device() + " nud "
                                        + dice.oneOf("stale", "reachable", "noarp"),
                                "del " + address + " dev " + end.device(),
                                "add proxy " + address + " dev " + end.device())));
    }
}
