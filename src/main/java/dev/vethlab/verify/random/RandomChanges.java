package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** What is done to devices, addresses and routes of a lab that is already at work. */
final class RandomChanges {

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;
    private int made;

    RandomChanges(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    /** One change; some take two commands. */
    void one() {
        End end = dice.pick(wiring.ends());
        switch (dice.between(0, 15)) {
            case 0, 1 -> ip(end, "link set " + end.device() + " down");
            case 2, 3 -> ip(end, "link set " + end.device() + " up");
            case 4 -> {
                ip(end, "link set " + end.device() + " down");
                ip(end, "link set " + end.device() + " up");
            }
            case 5, 6, 7 -> ip(end, attribute(end));
            case 8, 9 -> address(end);
            case 10, 11 -> route(end);
            case 12 ->
                ip(
                        end,
                        "neigh flush "
                                + dice.oneOf(
                                        "all",
                                        "dev " + end.device(),
                                        "dev " + end.device() + " nud stale",
                                        "to 10.0.0.0/8"));
            case 13 -> nexthop(end);
            default -> lifecycle(end);
        }
    }

    private void ip(End end, String words) {
        script.add(RandomLab.ip(end.namespace(), words));
    }

    private String attribute(End end) {
        String device = end.device();
        return "link set " + dice.oneOf("", "dev ") + device + " "
                + dice.oneOf(
                        "mtu " + dice.oneOf(1500, 1400, 1000, 600, 9000, 68, 552),
                        "mtu " + dice.oneOf(67, 65535, 65536, 1280),
                        "address 02:00:00:00:" + dice.oneOf("aa", "bb") + ":0" + dice.between(1, 9),
                        "arp " + dice.oneOf("off", "on"),
                        "multicast " + dice.oneOf("off", "on"),
                        "promisc " + dice.oneOf("off", "on"),
                        "allmulticast " + dice.oneOf("off", "on"),
                        "txqueuelen " + dice.oneOf(0, 100, 1000),
                        "group " + dice.between(0, 9),
                        "alias some-" + dice.between(1, 9),
                        "broadcast ff:ff:ff:ff:ff:0" + dice.between(1, 9),
                        "carrier " + dice.oneOf("off", "on"),
                        "mode " + dice.oneOf("default", "dormant"));
    }

    private void address(End end) {
        String device = " dev " + end.device();
        String own = end.withPrefix();
        String other = end.address().replaceAll("\\.0\\.(\\d)$", dice.oneOf(".0.4$1", ".8.$1", ".0.2$1")) + "/"
                + dice.oneOf(24, 32, 16, end.prefixLength());
        ip(
                end,
                "addr "
                        + dice.oneOf(
                                "del " + own + device,
                                "add " + own + device,
                                "del " + end.address() + device,
                                "add " + other + device,
                                "add " + other + " brd + label " + end.device() + ":x" + device,
                                "add " + other + " noprefixroute" + device,
                                "add " + other + " scope " + dice.oneOf("link", "host", "100") + device,
                                "add " + other + " metric " + dice.between(1, 500) + device,
                                "add " + other + " valid_lft 100 preferred_lft 50" + device,
                                "replace " + own + " metric 77" + device,
                                "change " + own + " preferred_lft 0" + device,
                                "del " + other + device,
                                "flush dev " + end.device(),
                                "flush" + device + " secondary",
                                "add 10.200.0." + dice.between(1, 9) + " peer "
                                        + dice.pick(wiring.ends()).address() + device,
                                "add 10.201.0.1/24 brd 10.201.0.99 dev lo"));
    }

    private void route(End end) {
        String subnet = dice.pick(wiring.pairs).subnet();
        String via = dice.pick(wiring.ends()).address();
        if (dice.chance(30)) {
            script.add(new RandomRoutes(dice, wiring, script).odd(end.namespace()));
            return;
        }
        ip(
                end,
                "route "
                        + dice.oneOf(
                                "del default",
                                "del " + subnet,
                                "del " + subnet + " via " + via,
                                "del " + subnet + " dev " + end.device(),
                                "del table 100 default",
                                "change " + subnet + " via " + via,
                                "change default via " + via,
                                "replace " + subnet + " via " + via + " metric " + dice.between(0, 20),
                                "prepend " + subnet + " via " + via,
                                "flush dev " + end.device(),
                                "flush table 100",
                                "flush " + subnet,
                                "flush cache",
                                "add " + subnet + " via " + via + " advmss 1000 rto_min 300ms",
                                "add 10.93.0.0/16 via " + via + " mtu lock 700 hoplimit 9",
                                "add multicast 224.9.0.0/16 dev " + end.device(),
                                "add broadcast 10.92.0.255 dev " + end.device() + " scope link",
                                "add 10.94.0.0/16 nexthop via " + via + " weight 2 nexthop dev " + end.device()
                                        + " weight " + dice.between(1, 5),
                                "add 10.94.1.0/24 nexthop via " + via + " nexthop via "
                                        + dice.pick(wiring.ends()).address() + " onlink dev " + end.device()));
    }

    private void nexthop(End end) {
        int id = dice.between(1, 3);
        String via = dice.pick(wiring.ends()).address();
        ip(
                end,
                dice.oneOf(
                        "nexthop add id " + id + " via " + via + " dev " + end.device(),
                        "nexthop add id " + id + " dev " + end.device(),
                        "nexthop add id " + id + " blackhole",
                        "nexthop add id 9 group 1" + dice.oneOf("", "/2", "/2,5"),
                        "nexthop replace id " + id + " via " + via + " dev " + end.device() + " onlink",
                        "nexthop del id " + dice.oneOf(id, 9),
                        "nexthop show",
                        "nexthop get id " + id,
                        "nexthop flush",
                        "route add 10.91." + id + ".0/24 nhid " + dice.oneOf(id, 9),
                        "route get 10.91." + id + ".5"));
    }

    /** Devices that come, go, move and change their names. */
    private void lifecycle(End end) {
        String device = end.device();
        String elsewhere = dice.pick(wiring.namespaces);
        switch (dice.between(0, 6)) {
            case 0 -> ip(end, "link del " + device);
            case 1 -> {
                ip(end, "link set " + device + " down");
                ip(end, "link set " + device + " name z" + dice.between(1, 9));
            }
            case 2 -> ip(end, "link set " + device + " netns " + (elsewhere.equals("host") ? "1" : elsewhere));
            case 3 -> {
                made++;
                ip(end, "link add x" + made + " type veth peer name y" + made);
                ip(end, "link set x" + made + " up");
                ip(end, "link set y" + made + " up");
            }
            case 4 -> ip(end, "link property add dev " + device + " altname alt" + dice.between(1, 9));
            case 5 -> ip(end, "link set " + device + " down name q" + dice.between(1, 9) + " up");
            default -> {
                if (!elsewhere.equals("host") && dice.chance(50)) {
                    script.add("ip netns del " + elsewhere);
                } else {
                    script.add("ip netns add m" + dice.between(1, 3));
                }
            }
        }
    }
}
