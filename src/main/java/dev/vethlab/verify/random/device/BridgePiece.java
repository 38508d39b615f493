package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Stations behind a bridge of the host; often behind a second one that is joined to it, now and then by two links. */
final class BridgePiece implements Piece {

    private final Plan plan;
    private final Dice dice;
    private final boolean vlans;
    private final List<String> ports = new ArrayList<>();
    private final List<String> macs = new ArrayList<>();
    private int segment;

    /** @param vlans whether the kernel filters VLANs */
    BridgePiece(Plan plan, boolean vlans) {
        this.plan = plan;
        this.dice = plan.dice;
        this.vlans = vlans;
    }

    @Override
    public void build() {
        segment = plan.segment();
        boolean second = dice.chance(35);
        boolean loop = second && dice.chance(20);
        bridge("br0", "02:00:00:0" + segment + ":00:0" + (dice.chance(50) ? "1" : "f"), loop);
        if (second) {
            bridge("br1", "02:00:00:0" + segment + ":00:0e", loop);
            join(1);
            if (loop) {
                join(2);
            }
        }
        int count = dice.between(2, 4);
        for (int i = 1; i <= count; i++) {
            station(i, second && dice.chance(40) ? "br1" : "br0");
        }
        plan.add("ip link set br0 up");
        if (second) {
            plan.add("ip link set br1 up");
        }
        if (dice.chance(85)) {
            plan.add("ip addr add 10." + segment + ".0.1/24 dev br0");
        }
        plan.devices.add("br0");
        if (loop) {
            plan.add("sleep 7");
        }
    }

    private void bridge(String name, String mac, boolean loop) {
        String address = loop || dice.chance(60) ? " address " + mac : "";
        StringBuilder options = new StringBuilder();
        if (loop) {
            options.append(" stp_state 1 forward_delay 200 hello_time 100 max_age 600");
            options.append(dice.chance(50) ? " priority " + dice.oneOf(4096, 28672, 40000) : "");
        }
        options.append(dice.chance(15) ? " ageing_time " + dice.oneOf(0, 200, 30000) : "");
        options.append(dice.chance(20) ? " mcast_snooping 0" : "");
        options.append(vlans && dice.chance(25) ? " vlan_filtering 1" : "");
        options.append(vlans && dice.chance(8) ? " vlan_default_pvid " + dice.oneOf(0, 5) : "");
        plan.add("ip link add " + name + address + " type bridge" + options);
    }

    private void join(int number) {
        String one = "j" + number + "a";
        String other = "j" + number + "b";
        plan.add("ip link add " + one + " address " + mac(40 + number) + " type veth peer name " + other + " address "
                + mac(50 + number));
        plan.add("ip link set " + one + " master br0 up");
        plan.add("ip link set " + other + " master br1 up");
        ports.add(one);
        ports.add(other);
    }

    private void station(int number, String bridge) {
        String namespace = "s" + number;
        String port = "p" + number;
        plan.namespace(namespace);
        plan.add("ip link add " + port + " address " + mac(number) + " type veth peer name e0 netns " + namespace
                + " address " + mac(20 + number));
        plan.add("ip link set " + port + " master " + bridge + (dice.chance(95) ? " up" : ""));
        ports.add(port);
        macs.add(mac(20 + number));
        plan.address(new Station(namespace, "e0", mac(20 + number), "10." + segment + ".0." + (10 + number)), segment);
    }

    private String mac(int number) {
        return Plan.mac(segment, 1, number);
    }

    @Override
    public void change() {
        String port = dice.pick(ports);
        switch (dice.between(0, 11)) {
            case 0, 1, 2 -> plan.add("bridge link set dev " + port + " " + flag());
            case 3, 4, 5 -> plan.add("bridge fdb " + entry(port));
            case 6 -> plan.add("ip link set " + dice.oneOf("br0", "br0", port) + " " + dice.oneOf("down", "up", "up"));
            case 7 -> plan.add("ip link set " + port + " " + dice.oneOf("nomaster", "master br0", "master br1"));
            case 8 -> plan.add("ip link set br0 type bridge " + setting());
            case 9 -> plan.add(brctl(port));
            case 10 ->
                plan.add("ip link set " + port + " "
                        + dice.oneOf(
                                "mtu 1400",
                                "mtu 1500",
                                "address " + mac(dice.between(60, 63)),
                                "promisc on",
                                "arp off"));
            default -> {
                if (vlans) {
                    plan.add("bridge vlan " + vlan(port));
                } else {
                    plan.add("ip link set " + port + " type bridge_slave " + flag());
                }
            }
        }
    }

    private String flag() {
        String on = dice.oneOf("on", "off", "on", "off", "maybe");
        return dice.oneOf(
                "hairpin " + on,
                "learning " + on,
                "flood " + on,
                "mcast_flood " + on,
                "bcast_flood " + on,
                "isolated " + on,
                "guard " + on,
                "root_block " + on,
                "fastleave " + on,
                "neigh_suppress " + on,
                "locked " + on,
                "cost " + dice.oneOf(1, 100, 65535, 65536),
                "priority " + dice.oneOf(0, 8, 63, 64),
                "state " + dice.oneOf(0, 1, 3, 4, 5),
                "mcast_to_unicast " + on,
                "mcast_router " + dice.between(0, 3));
    }

    private String entry(String port) {
        String mac = dice.chance(60) ? dice.pick(macs) : "02:00:00:00:ee:0" + dice.between(1, 3);
        String where = " dev " + dice.oneOf(port, port, port, "br0");
        return dice.oneOf(
                dice.oneOf("add ", "replace ", "append ") + mac + where + " master"
                        + dice.oneOf("", " static", " dynamic", " permanent", " sticky static", " sticky")
                        + (vlans && dice.chance(20) ? " vlan 1" : ""),
                "add " + mac + where + dice.oneOf("", " self", " self permanent", " local"),
                "del " + mac + where + dice.oneOf(" master", "", " self"),
                "flush dev br0" + dice.oneOf("", " dynamic", " static", " permanent"),
                "get " + mac + " br br0",
                "add 01:00:5e:01:02:03 dev " + port + " master");
    }

    private String setting() {
        return dice.oneOf(
                "ageing_time " + dice.oneOf(0, 100, 30000),
                "forward_delay " + dice.oneOf(0, 200, 300),
                "hello_time " + dice.oneOf(100, 200, 1100),
                "max_age " + dice.oneOf(600, 2000, 100),
                "priority " + dice.oneOf(0, 100, 32768, 65535, 65536),
                "group_fwd_mask " + dice.oneOf("0", "0x4000", "7", "0xfff8"),
                "group_address 01:80:c2:00:00:0" + dice.oneOf("4", "1", "f"),
                "mcast_snooping " + dice.oneOf(0, 1),
                "mcast_router " + dice.between(0, 3),
                "no_linklocal_learn 1",
                "fdb_flush",
                vlans ? "vlan_filtering " + dice.oneOf(0, 1) : "mcast_snooping 1",
                "nosuch 1");
    }

    private String brctl(String port) {
        return "brctl "
                + dice.oneOf(
                        "addbr br" + dice.between(1, 3),
                        "delbr br" + dice.between(1, 3),
                        "addif br0 " + port,
                        "delif br0 " + port,
                        "setageing br0 " + dice.oneOf(0, 10, 300),
                        "hairpin br0 " + port + dice.oneOf(" on", " off", ""),
                        "stp br9 on",
                        "setfd br0 " + dice.oneOf(2, 4, 40),
                        "setpathcost br0 " + port + " 50",
                        "setportprio br0 " + port + " 9",
                        "setbridgeprio br0 99",
                        "show",
                        "show br0",
                        "nosuch");
    }

    private String vlan(String port) {
        String vid = " vid " + dice.oneOf("1", "10", "20", "10-12", "4094", "4095");
        String where = dice.chance(75) ? " dev " + port : " dev br0 self";
        return dice.oneOf("add", "add", "del") + where + vid + dice.oneOf("", " pvid untagged", " untagged", " pvid");
    }

    @Override
    public void look() {
        String port = dice.pick(ports);
        plan.add(dice.oneOf(
                "bridge fdb",
                "bridge fdb show br br0",
                "bridge fdb show brport " + port,
                "bridge fdb show br br0 dynamic",
                "bridge -j fdb show br br0",
                "bridge fdb show dev " + port,
                "bridge link",
                "bridge -d link",
                "bridge -j -d link",
                "bridge link show dev " + port,
                "bridge vlan",
                "bridge -j vlan",
                "bridge -d vlan",
                "bridge mdb",
                "bridge -d mdb",
                "ip -d link show br0",
                "ip -j -d link show br0",
                "ip -d link show " + port,
                "ip -s link show " + port,
                "ip -s link show br0",
                "ip link show master br0",
                "ip -br link show type bridge",
                "ip link show type bridge_slave",
                "brctl show",
                "ip neigh"));
    }
}
