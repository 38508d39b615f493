package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Stations on macvlans above a device of the host that leads to another station. */
final class MacvlanPiece implements Piece {

    private final Plan plan;
    private final Dice dice;
    private final List<String> children = new ArrayList<>();
    private int segment;
    private int extra;

    MacvlanPiece(Plan plan) {
        this.plan = plan;
        this.dice = plan.dice;
    }

    @Override
    public void build() {
        segment = plan.segment();
        plan.namespace("mx");
        plan.add("ip link add mp address " + mac(1) + " type veth peer name e0 netns mx address " + mac(2));
        plan.add("ip link set mp up");
        plan.add("ip addr add 10." + segment + ".0.1/24 dev mp");
        plan.address(new Station("mx", "e0", mac(2), "10." + segment + ".0.2"), segment);
        plan.devices.add("mp");
        String mode = mode();
        int count = dice.between(1, 3);
        for (int i = 1; i <= count; i++) {
            String namespace = "m" + i;
            plan.namespace(namespace);
            plan.add("ip link add mv" + i + " link mp address " + mac(10 + i) + " type macvlan mode "
                    + (dice.chance(80) ? mode : mode()));
            plan.add("ip link set mv" + i + " netns " + namespace);
            children.add(namespace);
            plan.address(new Station(namespace, "mv" + i, mac(10 + i), "10." + segment + ".0." + (10 + i)), segment);
        }
    }

    private String mode() {
        return dice.oneOf("bridge", "bridge", "bridge", "private", "vepa", "passthru", "source");
    }

    private String mac(int number) {
        return Plan.mac(segment, 2, number);
    }

    @Override
    public void change() {
        String namespace = dice.pick(children);
        String device = "mv" + namespace.substring(1);
        switch (dice.between(0, 8)) {
            case 0, 1 -> plan.in(namespace, "link set " + device + " type macvlan mode " + mode());
            case 2 -> plan.add("ip link set mp " + dice.oneOf("down", "up", "mtu 1300", "mtu 1500", "promisc on"));
            case 3 -> plan.in(namespace, "link set " + device + " address " + mac(dice.between(30, 33)));
            case 4 -> plan.in(namespace, "link set " + device + " mtu " + dice.oneOf(1200, 1500, 1501));
            case 5 ->
                plan.in(
                        namespace,
                        "link set " + device + " type macvlan macaddr "
                                + dice.oneOf(
                                        "add " + mac(2), "del " + mac(2), "set " + mac(2) + " " + mac(3), "flush"));
            case 6 -> {
                extra++;
                plan.add("ip link add mw" + extra + " link mp type macvlan mode " + mode());
                plan.add("ip link set mw" + extra + " up");
            }
            case 7 -> plan.in(namespace, "link set " + device + " " + dice.oneOf("down", "up"));
            default -> plan.add("ip link add mz link mp address " + mac(11) + " type macvlan mode bridge");
        }
    }

    @Override
    public void look() {
        String namespace = dice.pick(children);
        plan.in(
                namespace,
                dice.oneOf(
                        "-d link",
                        "-j -d link",
                        "-s link",
                        "addr",
                        "neigh",
                        "link show type macvlan",
                        "-d link show up"));
    }
}
