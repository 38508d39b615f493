package dev.vethlab.verify.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands with something wrong in them: what the tools and the kernel say then is compared too. */
final class RandomMistakes {

    private final Dice dice;
    private final Wiring wiring;

    RandomMistakes(Dice dice, Wiring wiring) {
        this.dice = dice;
        this.wiring = wiring;
    }

    /** One wrong command, often one of the script's own with a word too few, too many or misspelt. */
    String one(List<String> script) {
        List<String> settled = script.stream()
                .filter(line -> line.startsWith("ip ") && !line.contains(" exec ") && !line.startsWith("ip netns"))
                .toList();
        if (settled.isEmpty() || dice.chance(30)) {
            return RandomLab.exec(dice.pick(wiring.namespaces), wrong());
        }
        List<String> words = new ArrayList<>(Arrays.asList(dice.pick(settled).split(" ")));
        // An earlier mistake may have left nothing behind the namespace.
        int first = Math.min(words.get(1).equals("-n") ? 3 : 1, words.size() - 1);
        int at = dice.between(first, words.size() - 1);
        switch (dice.between(0, 5)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(at));
            case 2 -> words.set(at, misspelt(words.get(at)));
            case 3 -> words.subList(at, words.size()).clear();
            case 4 -> words.set(at, odd());
            default -> words.add(odd());
        }
        return String.join(" ", words);
    }

    private String misspelt(String word) {
        int at = dice.between(0, word.length() - 1);
        return switch (dice.between(0, 2)) {
            case 0 -> word.length() > 1 ? word.substring(0, at) + word.substring(at + 1) : word;
            case 1 -> word.substring(0, at) + dice.oneOf("x", "9", "/", ".", "-") + word.substring(at);
            default -> word + word.charAt(at);
        };
    }

    private String odd() {
        return dice.oneOf(
                "nodev0",
                "10.1.0.300",
                "10.1.0.0/33",
                "10.1.0.1/24",
                "abc",
                "dev",
                "via",
                "0",
                "-1",
                "4294967296",
                "0x10",
                "lo",
                "all",
                "default",
                "10.1",
                "255.255.255.255",
                "224.0.0.9",
                "127.0.0.2",
                "a-name-that-is-too-long",
                "help",
                "02:00:00:00:00:0g",
                "up",
                "table",
                "metric");
    }

    private String wrong() {
        String address = dice.pick(wiring.ends()).address();
        String device = dice.pick(wiring.ends()).device();
        return dice.oneOf(
                "ping",
                "ping -c 0 " + address,
                "ping -c 1 -W 1 10.1.0.300",
                "ping -c 1 -W 1 no.such.host",
                "ping -c 1 -W 1 -t 256 " + address,
                "ping -c 1 -W 1 -t 0 " + address,
                "ping -c 1 -W 1 -s 65508 " + address,
                "ping -c 1 -W 1 -I nodev0 " + address,
                "ping -c 1 -W 1 -I 10.250.0.1 " + address,
                "ping -c 1 -W 1 10.1.0.255",
                "ping -c 1 -W 1 255.255.255.255",
                "ping -c 1 -W 1 -i -1 " + address,
                "ping -c 1 -w 2 -W x " + address,
                "ping -c 1 -W 1 -M maybe " + address,
                "ping -z " + address,
                "ping -c 1 -W 1 -R -T tsonly " + address,
                "ping -c 1 -W 1 " + address + " " + address + " extra",
                "arping -c 1 " + address,
                "arping -c 1 -w 1 -I nodev0 " + address,
                "arping -c 1 -w 1 -I lo " + address,
                "arping -c 1 -w 1 -I " + device,
                "traceroute -n",
                "traceroute -n -m 0 " + address,
                "tracepath",
                "tracepath -n -m 0 " + address,
                "sysctl",
                "sysctl net.ipv4.nosuch",
                "sysctl -w net.ipv4.ip_forward",
                "sysctl -w net.ipv4.ip_forward=x",
                "sysctl -w net.ipv4.ip_default_ttl=" + dice.oneOf(0, 256, -1),
                "sysctl -w net.ipv4.conf.nodev0.rp_filter=1",
                "sysctl -w 'net.ipv4.conf." + device + ".rp_filter="
                        + dice.oneOf("3", "-1", "1 2", "abc", "99999999999") + "'",
                "sysctl -x",
                "cat /proc/sys/net/ipv4/nosuch",
                "ip",
                "ip nosuch",
                "ip -x link",
                "ip link set",
                "ip addr add",
                "ip route add",
                "ip route get",
                "ip neigh add",
                "ip rule add",
                "ip rule del pref 77",
                "ip link add",
                "ip link add v9 type nosuch",
                "ip link add " + device + " type veth",
                "ip -n nosuch link");
    }
}
