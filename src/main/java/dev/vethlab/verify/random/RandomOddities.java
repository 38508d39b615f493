package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.ArrayList;
import java.util.List;

/** What labs do more rarely: groups, policies, odd lengths, sockets that wait, and the rarer objects and options of programs. */
final class RandomOddities {

    private final Dice dice;
    private final Wiring wiring;
    private final List<String> script;

    RandomOddities(Dice dice, Wiring wiring, List<String> script) {
        this.dice = dice;
        this.wiring = wiring;
        this.script = script;
    }

    /** One of them; some take several commands. */
    void one() {
        End end = dice.pick(wiring.ends());
        switch (dice.between(0, 8)) {
            case 0 -> groups(end);
            case 1 -> policy(end);
            case 2 -> oddLengths(end);
            case 3 -> waitingSocket(end);
            case 4 -> sharedAddress(end);
            case 5 -> numberedDevices(end);
            case 6 -> routeForms(end);
            case 7 -> oddPing(end);
            default -> listing(end);
        }
    }

    private void ip(End end, String words) {
        script.add(RandomLab.ip(end.namespace(), words));
    }

    private void exec(End end, String words) {
        script.add(RandomLab.exec(end.namespace(), words));
    }

    private String anyAddress() {
        return dice.pick(wiring.ends()).address();
    }

    /** Addresses that join groups, frames of groups, and pings to them. */
    private void groups(End end) {
        String group = "239.1.1." + dice.between(1, 3);
        ip(
                end,
                dice.oneOf(
                        "addr add " + group + "/32 dev " + end.device() + " autojoin",
                        "addr add " + group + "/24 dev " + end.device() + " autojoin",
                        "addr del " + group + "/32 dev " + end.device(),
                        "maddr add 01:00:5e:01:02:0" + dice.between(1, 3) + " dev " + end.device(),
                        "maddr del 01:00:5e:01:02:0" + dice.between(1, 3) + " dev " + end.device(),
                        "maddr show dev " + end.device()));
        if (dice.chance(50)) {
            exec(end, "sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0");
            End other = dice.pick(wiring.ends());
            exec(other, "ping -c 1 -W 1 -I " + other.device() + " " + group);
            ip(end, "maddr");
        }
    }

    private void policy(End end) {
        List<End> here = wiring.endsIn(end.namespace());
        String subnet = dice.pick(wiring.pairs).subnet();
        int table = dice.between(100, 102);
        ip(
                end,
                "rule "
                        + dice.oneOf("add ", "add ", "add ", "del ")
                        + dice.oneOf(
                                "from all lookup main suppress_prefixlength " + dice.oneOf(0, 16, 24),
                                "from all lookup main suppress_ifgroup " + dice.oneOf("default", "3"),
                                "not from " + subnet + " lookup " + table,
                                "ipproto icmp lookup " + table,
                                "ipproto udp dport 33434-33500 prohibit",
                                "fwmark 0x7/0xf lookup " + table,
                                "oif " + dice.pick(here).device() + " lookup " + table,
                                "iif " + dice.pick(here).device() + " goto 400",
                                "uidrange 0-0 lookup " + table,
                                "tun_id 5 lookup " + table,
                                "tos 0x10 to " + subnet + " unreachable",
                                "from " + anyAddress() + " lookup " + table + " protocol 99")
                        + " pref " + dice.between(20, 60) * 10);
        if (dice.chance(60)) {
            ip(
                    end,
                    "route add "
                            + dice.oneOf("default", subnet, "10.0.0.0/8")
                            + dice.oneOf(
                                    " via " + anyAddress(),
                                    " dev " + dice.pick(here).device()) + " table "
                            + table);
        }
        exec(end, "ping -c 1 -W 4" + dice.oneOf("", " -m 7", " -Q 0x10", " -I " + end.address()) + " " + anyAddress());
        ip(end, dice.oneOf("rule", "-j rule", "-N rule", "route get " + anyAddress() + " ipproto udp dport 33440"));
    }

    /** Packets that need to be taken apart, at lengths around which something happens. */
    private void oddLengths(End end) {
        int mtu = dice.oneOf(1001, 577, 576, 1499, 296, 100, 69, 1280);
        ip(end, "link set " + end.device() + " mtu " + mtu);
        End from = dice.pick(wiring.ends());
        int length = dice.oneOf(mtu - 28, mtu - 27, mtu - 20, 2 * (mtu - 20) - 8, 3 * mtu, 1472, 5000);
        exec(
                from,
                "ping -c 1 -W 1 -s " + length
                        + dice.oneOf("", "", " -M do", " -M dont", " -M want", " -R", " -T tsandaddr", " -M probe")
                        + " "
                        + dice.oneOf(end.address(), anyAddress()));
        script.add("sleep 2.6");
        if (dice.chance(50)) {
            ip(from, dice.oneOf("route show cache", "route get " + end.address()));
        }
    }

    /** A ping whose packets wait for an answer that may not come. */
    private void waitingSocket(End end) {
        if (dice.chance(50)) {
            exec(end, "sysctl -w 'net.ipv4.ping_group_range=0 0'");
        }
        String nobody = end.address().replaceAll("\\d+$", "9");
        exec(
                end,
                "ping "
                        + dice.oneOf("-c 9 -i 0.02", "-c 3 -i 0.3", "-c 20 -l 20", "-c 15 -i 0.05 -q", "-f -c 20")
                        + dice.oneOf("", " -S 1", " -S 9000") + " -W 1 " + dice.oneOf(nobody, anyAddress()));
        script.add("sleep 3.6");
    }

    /** The same address in two places, and who speaks for it. */
    private void sharedAddress(End end) {
        End other = dice.pick(wiring.endsIn(end.namespace()));
        ip(
                end,
                "addr add " + end.address() + "/" + dice.oneOf(32, 24, 16) + " dev "
                        + dice.oneOf("lo", other.device()));
        ip(end, "route get 224.0.0.9 from " + end.address());
        ip(end, "route get " + anyAddress() + " from " + end.address());
    }

    private void numberedDevices(End end) {
        int index = dice.between(40, 60);
        ip(end, "link add n" + index + " index " + index + " type veth peer name p" + index);
        ip(end, "link set n" + index + " up");
        ip(end, "link set p" + index + dice.oneOf(" up", " group 5", " netns " + end.namespace(), " addrgenmode none"));
        if (dice.chance(50)) {
            ip(end, "addr add 10.77." + dice.between(1, 3) + ".1/24 dev n" + index);
        }
        exec(end, "arping -I n" + index + " -c 1 -w 1 10.78.0.1");
        ip(end, dice.oneOf("link set group 5 down", "link set group 5 mtu 1300", "link", "-br addr"));
    }

    private void routeForms(End end) {
        String subnet = "10.60." + dice.between(0, 3) + ".0/24";
        String via = anyAddress();
        ip(
                end,
                "route " + dice.oneOf("add ", "replace ", "append ", "prepend ", "change ", "del ", "test ") + subnet
                        + dice.oneOf(
                                " via " + via,
                                " dev " + end.device(),
                                " via " + via + " dev " + end.device() + " onlink",
                                " via " + via + " tos 0x10",
                                " via " + via + " proto 186 realm 5",
                                " via " + via + " scope link",
                                " dev " + end.device() + " scope host",
                                " via inet " + via,
                                " via " + via + " window 1000 initcwnd 5 quickack 1 cwnd lock 3",
                                " via " + via + " ttl-propagate enabled",
                                " nexthop via " + via + " realms 3/4 nexthop dev " + end.device(),
                                " via " + via + " expires 100",
                                " via " + via + " congctl cubic initrwnd 4",
                                " dev " + end.device() + " fastopen_no_cookie 1",
                                " via " + via + " pref high",
                                " via " + via + " mtu 1300 reordering 5",
                                " via " + via + " src " + via,
                                " via " + via + " table 5 metric 3"));
        List<String> looks = new ArrayList<>(List.of(
                "route", "-d route", "-j -d route show " + subnet, "route get " + subnet.replace(".0/24", ".7")));
        looks.add("route get fibmatch " + subnet.replace(".0/24", ".7"));
        looks.add("route show table 5");
        looks.add("route show tos 0x10");
        looks.add("-N route show table all");
        looks.add("route show realm 5");
        ip(end, dice.pick(looks));
    }

    private void oddPing(End end) {
        exec(
                end,
                "ping -c 1 -W 1"
                        + dice.oneOf(
                                " -t 255",
                                " -Q 0xff",
                                " -a -v",
                                " -n -O -D",
                                " -i 0.3 -c 3",
                                " -e 77",
                                " -L 224.0.0.1",
                                " -b 255.255.255.255",
                                " -T tsprespec " + anyAddress() + " " + anyAddress(),
                                " -U",
                                " -s 1 -p a5",
                                " -I lo",
                                " -I " + end.device() + " -I " + end.address(),
                                " -I " + end.device() + " -r")
                        + " " + dice.oneOf(anyAddress(), anyAddress(), "127.0.0.5", "10.1.2"));
        script.add("sleep 2.6");
    }

    private void listing(End end) {
        ip(
                end,
                dice.oneOf(
                        "netconf",
                        "-j netconf",
                        "-4 netconf show dev " + end.device(),
                        "maddr",
                        "-j maddr",
                        "-N route",
                        "-d -s -s -j link",
                        "-s -h link",
                        "-br -s link",
                        "-j -br addr",
                        "-d -o addr",
                        "-p -j -d route show table all",
                        "-o -d rule",
                        "-s neigh show nud failed",
                        "-4 -o neigh show nud permanent",
                        "route show cached",
                        "route ls root 10.0.0.0/8 exact 10.1.0.0/24",
                        "addr show up scope link",
                        "addr ls dynamic",
                        "link show nomaster up",
                        "ntable change name arp_cache dev " + end.device() + " ucast_probes 1",
                        "ntable change name arp_cache dev " + end.device() + " retrans 300 mcast_probes 2",
                        "route get 0.0.0.0",
                        "link show type bridge"));
    }
}
