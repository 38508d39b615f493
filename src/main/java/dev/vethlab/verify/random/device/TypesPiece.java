package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Two hosts with a link between them and, above it, devices of the kinds that not every kernel has. */
final class TypesPiece implements Piece {

    private final Plan plan;
    private final Dice dice;
    private final KernelKinds kinds;
    private final List<String> devices = new ArrayList<>(List.of("k0"));
    private int segment;

    TypesPiece(Plan plan, KernelKinds kinds) {
        this.plan = plan;
        this.dice = plan.dice;
        this.kinds = kinds;
    }

    @Override
    public void build() {
        segment = plan.segment();
        plan.namespace("ka");
        plan.namespace("kb");
        plan.in("ka", "link add k0 address " + mac(1) + " type veth peer name k0 netns kb address " + mac(2));
        plan.in("ka", "link set k0 up");
        plan.in("kb", "link set k0 up");
        both("vlan", "k1", 1, "link k0 type vlan id 7" + dice.oneOf("", " protocol 802.1ad", " reorder_hdr off"));
        both("ipvlan", "k2", 2, "link k0 type ipvlan mode " + dice.oneOf("l2", "l3"));
        both("dummy", "k3", 3, "type dummy");
        tunnel("gre", 4);
        tunnel("ipip", 5);
    }

    private void both(String kind, String device, int number, String words) {
        if (!kinds.has(kind) || dice.chance(40)) {
            return;
        }
        devices.add(device);
        for (int i = 1; i <= 2; i++) {
            String namespace = i == 1 ? "ka" : "kb";
            plan.in(namespace, "link add " + device + " " + words);
            address(namespace, device, number, i);
        }
    }

    private void tunnel(String kind, int number) {
        if (!kinds.has(kind) || dice.chance(60)) {
            return;
        }
        String device = "k" + number;
        devices.add(device);
        plan.in("ka", "addr replace 10." + segment + ".9.1/24 dev k0");
        plan.in("kb", "addr replace 10." + segment + ".9.2/24 dev k0");
        String here = "10." + segment + ".9.";
        plan.in("ka", "link add " + device + " type " + kind + " local " + here + "1 remote " + here + "2");
        plan.in("kb", "link add " + device + " type " + kind + " local " + here + "2 remote " + here + "1 ttl 9");
        address("ka", device, number, 1);
        address("kb", device, number, 2);
    }

    private void address(String namespace, String device, int number, int host) {
        String address = "10." + segment + "." + number + "." + host;
        plan.in(namespace, "addr add " + address + "/24 dev " + device);
        plan.in(namespace, "link set " + device + " up");
        plan.stations.add(new Station(namespace, device, mac(host), address));
    }

    private String mac(int number) {
        return Plan.mac(segment, 4, number);
    }

    @Override
    public void change() {
        String namespace = dice.oneOf("ka", "kb");
        String device = dice.pick(devices);
        plan.in(
                namespace,
                "link "
                        + dice.oneOf(
                                "set " + device + " down",
                                "set " + device + " up",
                                "set k0 mtu " + dice.oneOf(1400, 1500),
                                "set " + device + " mtu " + dice.oneOf(1300, 1500, 1501),
                                "set k0 address " + mac(dice.between(5, 6)),
                                "add link k0 name k9 type vlan id " + dice.oneOf(7, 8, 4095),
                                "del " + device));
    }

    @Override
    public void look() {
        plan.in(dice.oneOf("ka", "kb"), dice.oneOf("-d link", "-s link", "-j -d link", "addr", "neigh", "route"));
    }
}
