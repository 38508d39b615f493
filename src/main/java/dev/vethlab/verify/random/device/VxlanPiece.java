package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Hosts that are joined by VXLAN over a bridge of a namespace of its own, some with a bridge above it. */
final class VxlanPiece implements Piece {

    private final Plan plan;
    private final Dice dice;
    private final List<String> ends = new ArrayList<>();
    private int segment;
    private int count;

    VxlanPiece(Plan plan) {
        this.plan = plan;
        this.dice = plan.dice;
    }

    @Override
    public void build() {
        plan.large = false;
        segment = plan.segment();
        int under = plan.segment();
        plan.add("ip netns add un");
        plan.in("un", "link add u0 address 02:00:00:00:77:01 type bridge mcast_snooping 0");
        plan.in("un", "link set u0 up");
        count = dice.between(2, 3);
        boolean remotes = dice.chance(60);
        for (int i = 1; i <= count; i++) {
            String namespace = "x" + i;
            plan.namespace(namespace);
            plan.in(
                    "un",
                    "link add up" + i + " address " + mac(90 + i) + " type veth peer name e0 netns " + namespace
                            + " address " + mac(80 + i));
            plan.in("un", "link set up" + i + " master u0 up");
            plan.in(namespace, "link set e0 up");
            plan.in(namespace, "addr add 10." + under + ".0." + (10 + i) + "/24 dev e0");
            plan.in(namespace, "link add vx0 address " + mac(i) + " type vxlan id 42" + options(i, under, remotes));
            if (!remotes) {
                defaults(namespace, i, under);
            }
            ends.add(namespace);
            top(namespace, i);
        }
    }

    private String options(int number, int under, boolean remotes) {
        int far = number % count + 1;
        StringBuilder options = new StringBuilder(dice.chance(70) ? " dstport 4789" : "");
        options.append(remotes ? " remote 10." + under + ".0." + (10 + far) : "");
        options.append(dice.chance(50) ? " dev e0" : "");
        options.append(dice.chance(50) ? " local 10." + under + ".0." + (10 + number) : "");
        if (dice.chance(25)) {
            options.append(dice.oneOf(
                    " nolearning", " ttl 5", " tos 0x10", " ageing 5", " df set", " l2miss", " proxy", " noudpcsum"));
        }
        return options.toString();
    }

    private void defaults(String namespace, int number, int under) {
        for (int i = 1; i <= count; i++) {
            if (i != number && dice.chance(90)) {
                plan.add("bridge -n " + namespace + " fdb append 00:00:00:00:00:00 dev vx0 dst 10." + under + ".0."
                        + (10 + i));
            }
        }
    }

    private void top(String namespace, int number) {
        String address = "10." + segment + ".0." + (10 + number);
        if (dice.chance(40)) {
            plan.in(namespace, "link add xb address " + mac(40 + number) + " type bridge");
            plan.in(namespace, "link set vx0 master xb up");
            plan.in(namespace, "link set xb up");
            plan.in(namespace, "addr add " + address + "/24 dev xb");
            plan.stations.add(new Station(namespace, "xb", mac(40 + number), address));
        } else {
            plan.in(namespace, "link set vx0 up");
            plan.in(namespace, "addr add " + address + "/24 dev vx0");
            plan.stations.add(new Station(namespace, "vx0", mac(number), address));
        }
    }

    private String mac(int number) {
        return Plan.mac(segment, 3, number);
    }

    @Override
    public void change() {
        String namespace = dice.pick(ends);
        String mac = dice.chance(50) ? mac(dice.between(1, 3)) : "02:00:00:00:ef:01";
        String far = "10." + (segment + 1) + ".0." + (10 + dice.between(1, 4));
        switch (dice.between(0, 6)) {
            case 0, 1, 2 ->
                plan.add("bridge -n " + namespace + " fdb "
                        + dice.oneOf("add ", "del ", "append ", "replace ")
                        + dice.oneOf(mac, mac, "00:00:00:00:00:00") + " dev vx0 dst " + far
                        + dice.oneOf("", "", " self permanent", " port 4789", " vni 43", " via e0"));
            case 3 -> plan.in(namespace, "link set " + dice.oneOf("vx0", "e0") + " " + dice.oneOf("down", "up"));
            case 4 -> plan.in(namespace, "link set vx0 mtu " + dice.oneOf(1400, 1450, 1500, 9000));
            case 5 ->
                plan.in(namespace, "link set vx0 type vxlan " + dice.oneOf("nolearning", "ttl 9", "id 42", "ageing 3"));
            default ->
                plan.in(namespace, "link add vx9 type vxlan id 42" + dice.oneOf(" dstport 4789", " dstport 8472", ""));
        }
    }

    @Override
    public void look() {
        String namespace = dice.pick(ends);
        if (dice.chance(50)) {
            plan.add("bridge -n " + namespace
                    + dice.oneOf(" fdb show dev vx0", " fdb", " -j fdb show dev vx0", " link"));
        } else {
            plan.in(
                    namespace,
                    dice.oneOf(
                            "-d link show vx0", "-j -d link show vx0", "-s link show vx0", "addr", "neigh", "route"));
        }
    }
}
