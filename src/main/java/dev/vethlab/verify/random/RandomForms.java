package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** The programs that send packets, in every form that they have: options drawn one by one, some of which go ill together. */
final class RandomForms {

    private static final int RARELY = 8;
    private static final int SOMETIMES = 15;
    private static final int MOSTLY = 90;

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;

    RandomForms(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    /** One command, and time for what it leaves behind. */
    void one() {
        End end = dice.pick(wiring.ends());
        String words = switch (dice.between(0, 7)) {
            case 0, 1, 2 -> ping(end);
            case 3 -> arping(end);
            case 4, 5 -> traceroute(end);
            case 6 -> tracepath();
            default -> routeGet(end);
        };
        script.add(
                words.startsWith("ip ")
                        ? RandomLab.ip(end.namespace(), words.substring("ip ".length()))
                        : RandomLab.exec(end.namespace(), words));
        script.add("sleep 2.6");
    }

    private String anyAddress() {
        return dice.pick(wiring.ends()).address();
    }

    private String destination() {
        String subnet = "10." + dice.between(1, wiring.pairs.size()) + ".0.";
        return dice.chance(80)
                ? anyAddress()
                : dice.oneOf(
                        subnet + "77",
                        subnet + "255",
                        subnet + "0",
                        "10.9.9.9",
                        "127.0.0.1",
                        "127.5.0.1",
                        "224.0.0.1",
                        "255.255.255.255",
                        "0.0.0.0",
                        "10.1.2",
                        "0x0a010002",
                        "10.1.0.2x",
                        "192.0.2.1");
    }

    private String device(End end) {
        return dice.chance(MOSTLY) ? dice.pick(wiring.endsIn(end.namespace())).device() : "lo";
    }

    /** Options, each of which is there in so many cases of a hundred. */
    private String options(int percent, String... options) {
        StringBuilder drawn = new StringBuilder();
        for (String option : options) {
            if (dice.chance(percent)) {
                drawn.append(' ').append(option);
            }
        }
        return drawn.toString();
    }

    private String ping(End end) {
        return "ping -c " + dice.oneOf(1, 1, 2) + " -W 1"
                + options(
                        RARELY, "-4", "-a", "-A", "-b", "-B", "-d", "-f", "-L", "-n", "-O", "-q", "-r", "-R", "-U",
                        "-v")
                + options(
                        RARELY,
                        "-i " + dice.oneOf("0.2", "0.002", "1", "0"),
                        "-I " + dice.oneOf(device(end), end.address(), anyAddress(), "127.0.0.1"),
                        "-s " + dice.oneOf(0, 1, 8, 100, 1464, 1472, 1473, 5000, 65507),
                        "-t " + dice.oneOf(1, 2, 3, 64, 255),
                        "-M " + dice.oneOf("do", "dont", "want", "probe"),
                        "-Q " + dice.oneOf("0x10", "0xb8", "3", "255", "256"),
                        "-T " + dice.oneOf("tsonly", "tsandaddr", "tsprespec " + anyAddress() + " " + anyAddress()),
                        "-m " + dice.oneOf("1", "0x2", "7"),
                        "-p " + dice.oneOf("ff", "0a0b0c", "zz", "123"),
                        "-l " + dice.oneOf(1, 2, 3, 70000),
                        "-w " + dice.oneOf("1", "2"),
                        "-e " + dice.oneOf("0", "9", "65535", "70000"))
                + options(RARELY / 2, anyAddress(), anyAddress()) + " " + destination();
    }

    private String arping(End end) {
        return "arping -c " + dice.between(1, 2) + " -w " + dice.between(1, 2)
                + options(SOMETIMES, "-A", "-b", "-D", "-f", "-q", "-U")
                + options(MOSTLY, "-I " + device(end))
                + options(SOMETIMES, "-s " + dice.oneOf(end.address(), anyAddress()), "-i 1")
                + " " + destination();
    }

    private String traceroute(End end) {
        return "traceroute -n -N 1 -w 1 -m " + dice.between(1, 4) + options(60, "-q " + dice.oneOf(1, 1, 2))
                + options(
                        SOMETIMES,
                        dice.oneOf("-I", "-T", "-U"),
                        "-F",
                        "-r",
                        "-f " + dice.oneOf(1, 2, 5),
                        "-i " + device(end),
                        "-s " + dice.oneOf(end.address(), anyAddress()),
                        "-t " + dice.oneOf(8, 16),
                        "-p " + dice.oneOf(80, 33500))
                + options(RARELY, "-g " + anyAddress(), "-e", "--mtu", "-z 0.01", "--sport=5000")
                + " " + destination() + options(SOMETIMES, dice.oneOf("28", "60", "1500", "2000"));
    }

    private String tracepath() {
        return "tracepath -n -m " + dice.between(1, 5)
                + options(
                        SOMETIMES,
                        "-b",
                        "-4",
                        "-l " + dice.oneOf(28, 100, 1400, 1500, 2000),
                        "-p " + dice.oneOf(80, 44444))
                + " " + destination();
    }

    private String routeGet(End end) {
        return "ip " + dice.oneOf("", "", "", "-j ", "-d ", "-o ", "-p -j ") + "route get"
                + options(SOMETIMES, "fibmatch")
                + " " + destination() + dice.oneOf("", "", "", "/24", "/32")
                + options(
                        SOMETIMES,
                        "from " + dice.oneOf(end.address(), anyAddress(), "0.0.0.0"),
                        "iif " + device(end),
                        "oif " + device(end),
                        "mark " + dice.oneOf("1", "0x7"),
                        "tos " + dice.oneOf("0x10", "4"),
                        "uid " + dice.oneOf(0, 1000),
                        "ipproto " + dice.oneOf("tcp", "udp", "icmp"),
                        "sport 100",
                        "dport 80",
                        "connected");
    }
}
