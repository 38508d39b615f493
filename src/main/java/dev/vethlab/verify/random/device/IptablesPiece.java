package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;

/** Rules of {@code iptables} on the host in the middle, in the forms that Docker and articles use. */
final class IptablesPiece implements Piece {

    private final Plan plan;
    private final Dice dice;

    IptablesPiece(Plan plan) {
        this.plan = plan;
        this.dice = plan.dice;
    }

    @Override
    public void build() {
        if (dice.chance(50)) {
            plan.add("iptables -N USER");
            plan.add("iptables -A FORWARD -j USER");
        }
        if (dice.chance(20)) {
            plan.add("iptables -P " + dice.oneOf("FORWARD", "FORWARD", "INPUT") + " DROP");
        }
        int rules = dice.between(2, 6);
        for (int i = 0; i < rules; i++) {
            rule("-A");
        }
    }

    private void rule(String verb) {
        if (dice.chance(30)) {
            translation(verb);
            return;
        }
        String chain = dice.oneOf("FORWARD", "FORWARD", "FORWARD", "INPUT", "OUTPUT", "USER");
        StringBuilder words = new StringBuilder("iptables " + verb + " " + chain);
        int count = dice.between(0, 2);
        for (int i = 0; i < count; i++) {
            words.append(' ').append(match(chain));
        }
        plan.add(words + " " + target());
    }

    private void translation(String verb) {
        String address = plan.anyStation().address();
        boolean source = dice.chance(60);
        String match =
                dice.oneOf("", " -p icmp", " -p udp", " -d " + address, " -s 10.1.0.0/24", source ? " ! -o br0" : "");
        plan.add("iptables -t nat " + verb + " "
                + (source
                        ? "POSTROUTING" + match + " -j "
                                + dice.oneOf("MASQUERADE", "SNAT --to-source 10.1.0.1", "ACCEPT")
                        : dice.oneOf("PREROUTING", "PREROUTING", "OUTPUT") + match + " -j "
                                + dice.oneOf(
                                        "REDIRECT",
                                        "RETURN",
                                        "DNAT --to-destination 10.1.0.1",
                                        "DNAT --to 10.1.0.1:80")));
    }

    private String match(String chain) {
        String address = plan.anyStation().address();
        String device = dice.pick(plan.devices);
        return dice.oneOf(
                "-s " + address,
                "-d " + address,
                "! -s " + address,
                "-d 10." + dice.between(1, 3) + ".0.0/24",
                chain.equals("OUTPUT") ? "-o " + device : "-i " + device,
                chain.equals("INPUT") ? "! -i " + device : "-o " + device,
                "-p icmp",
                "-p icmp --icmp-type " + dice.oneOf("echo-request", "8", "0", "any", "port-unreachable"),
                "-p udp --dport " + dice.oneOf("33434", "33434:33440", "domain"),
                "-p tcp --dport " + dice.oneOf("80", "http", "80:90"),
                "-p tcp --syn",
                "! -p udp",
                "-p 1",
                "-f",
                "-m conntrack --ctstate " + dice.oneOf("NEW", "ESTABLISHED,RELATED", "INVALID", "DNAT"),
                "-m conntrack ! --ctstate NEW",
                "-m state --state ESTABLISHED",
                "-m comment --comment " + dice.oneOf("plain", "'two words'"),
                "-p udp -m multiport --dports 53,33434:33436",
                "-m addrtype --dst-type " + dice.oneOf("LOCAL", "BROADCAST", "UNICAST"),
                "-m physdev --physdev-in p1",
                "-m physdev --physdev-is-bridged",
                "-m mark --mark 7",
                "-m length --length 84",
                "-m ttl --ttl-lt 64",
                "-m pkttype --pkt-type unicast",
                "-m iprange --src-range 10.1.0.10-10.1.0.12",
                "-m mac --mac-source " + plan.anyStation().mac(),
                "-m limit --limit 1/min --limit-burst 2",
                "-m nosuch");
    }

    private String target() {
        return dice.oneOf(
                "-j ACCEPT",
                "-j DROP",
                "-j DROP",
                "-j RETURN",
                "-j USER",
                "-g USER",
                "-j REJECT",
                "-j REJECT --reject-with " + dice.oneOf("icmp-host-unreachable", "icmp-admin-prohibited", "tcp-reset"),
                "-j LOG --log-prefix 'seen: '",
                "-j NOSUCH",
                "-j MARK --set-mark 7",
                "");
    }

    @Override
    public void change() {
        String chain = dice.oneOf("FORWARD", "INPUT", "USER", "NOSUCH");
        switch (dice.between(0, 8)) {
            case 0, 1 -> rule("-A");
            case 2, 3 -> rule("-I");
            case 4 -> plan.add("iptables -D " + chain + " " + dice.between(1, 3));
            case 5 -> rule(dice.oneOf("-C", "-D"));
            case 6 -> plan.add("iptables -R " + chain + " 1 -p icmp -j ACCEPT");
            case 7 -> plan.add("conntrack " + dice.oneOf("-F", "-D -p icmp", "-D -s 10.1.0.11", "-C", "-L -p udp"));
            default ->
                plan.add("iptables "
                        + dice.oneOf(
                                "-Z",
                                "-F " + chain,
                                "-N USER",
                                "-X USER",
                                "-X NOSUCH",
                                "-E USER USED",
                                "-P " + chain + " ACCEPT",
                                "-Z FORWARD 1",
                                "-t mangle -A POSTROUTING -j MARK --set-mark 9",
                                "-t raw -A PREROUTING -p icmp -j NOTRACK",
                                "-t nosuch -L",
                                "-A",
                                "-A FORWARD -p icmp --dport 1 -j DROP",
                                "-A FORWARD --dport 1 -j DROP",
                                "-A FORWARD -s 1.2.3 -j DROP",
                                "-A FORWARD -s nosuch.host -j DROP",
                                "-A INPUT -o br0 -j DROP",
                                "-A INPUT -j MASQUERADE",
                                "-A FORWARD -j SNAT --to 1.1.1.1"));
        }
    }

    @Override
    public void look() {
        plan.add(dice.oneOf(
                "iptables-save -c",
                "iptables-save",
                "iptables -S",
                "iptables -S FORWARD",
                "iptables -nvL",
                "iptables -L -n",
                "iptables -nvL FORWARD --line-numbers",
                "iptables -t nat -nvL",
                "iptables -t nat -S",
                "iptables -vS",
                "iptables -nvxL INPUT",
                "iptables -nL USER",
                "conntrack -L",
                "conntrack -L -o extended",
                "nft list ruleset"));
    }
}
