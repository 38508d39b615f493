package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** A lab drawn by lot of bridges, other devices and filters around one host that routes between them. */
public final class DeviceLab {

    private final Plan plan;
    private final Dice dice;
    private final List<Piece> pieces = new ArrayList<>();

    private DeviceLab(long seed, KernelKinds kinds) {
        dice = new Dice(seed);
        plan = new Plan(dice);
        boolean bridge = dice.chance(75);
        if (bridge) {
            pieces.add(new BridgePiece(plan, kinds.has("vlan_filtering")));
        }
        if (dice.chance(bridge ? 20 : 55)) {
            pieces.add(new MacvlanPiece(plan));
        }
        if (pieces.isEmpty() || dice.chance(20)) {
            pieces.add(new VxlanPiece(plan));
        }
        if (kinds.has("vlan") && dice.chance(30)) {
            pieces.add(new TypesPiece(plan, kinds));
        }
    }

    /**
     * The command lines of the lab of a seed.
     *
     * @param kinds the kinds of devices that the kernel has besides
     */
    public static List<String> script(long seed, KernelKinds kinds) {
        DeviceLab lab = new DeviceLab(seed, kinds);
        lab.build();
        lab.happen();
        return lab.plan.script;
    }

    private void build() {
        plan.add("ip link set lo up");
        if (dice.chance(75)) {
            plan.add("sysctl -w net.ipv4.ip_forward=1");
        }
        if (dice.chance(20)) {
            plan.add("sysctl -w net.bridge.bridge-nf-call-iptables=0");
        }
        pieces.forEach(Piece::build);
        if (!plan.devices.isEmpty() && dice.chance(65)) {
            Piece filter = dice.chance(50) ? new NftPiece(plan) : new IptablesPiece(plan);
            pieces.add(filter);
            filter.build();
        }
    }

    private void happen() {
        int acts = dice.between(6, 14);
        for (int i = 0; i < acts; i++) {
            switch (dice.between(0, 8)) {
                case 0, 1, 2 -> ping();
                case 3 -> trace();
                case 4, 5, 6 -> dice.pick(pieces).change();
                default -> dice.pick(pieces).look();
            }
        }
        ping();
        pieces.forEach(Piece::look);
    }

    private void exec(String namespace, String words) {
        plan.add(namespace.equals("host") ? words : "ip netns exec " + namespace + " " + words);
    }

    private String somebody() {
        return dice.chance(12) ? "host" : plan.anyStation().namespace();
    }

    private void ping() {
        boolean toOne = dice.chance(85);
        String target = toOne
                ? plan.anyStation().address()
                : dice.oneOf("10.1.0.1", "10.2.0.1", "10.1.0.99", "-b 10.1.0.255", "224.0.0.1");
        exec(
                somebody(),
                "ping -c " + dice.oneOf(1, 1, 2) + " -i 0.2 -W 4 "
                        + (!toOne || !plan.large
                                ? ""
                                : dice.oneOf(
                                        "",
                                        "",
                                        "",
                                        "-s 1500 ",
                                        "-s 3000 ",
                                        "-s 1472 -M do ",
                                        "-M dont -s 1480 ",
                                        "-t 1 "))
                        + target);
    }

    private void trace() {
        // Inside of a tunnel a checksum that is left to the device makes that of the tunnel look wrong.
        String how = plan.large ? dice.oneOf(" ", " -T -p 80 ", " -I ") : " -I ";
        exec(
                somebody(),
                "traceroute -n -q 1 -N 1 -w 1 -m 3" + how + plan.anyStation().address());
        plan.add("sleep 2.6");
    }
}
