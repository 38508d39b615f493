package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Rules of {@code nft} on the host in the middle. */
final class NftPiece implements Piece {

    private record Chain(String family, String name, String hook, boolean translates) {}

    private final Plan plan;
    private final Dice dice;
    private final List<Chain> chains = new ArrayList<>();
    private final List<String> families = new ArrayList<>();

    NftPiece(Plan plan) {
        this.plan = plan;
        this.dice = plan.dice;
    }

    @Override
    public void build() {
        int tables = dice.between(1, 2);
        for (int i = 0; i < tables; i++) {
            String family = dice.oneOf("ip", "ip", "inet", "inet", "bridge", "arp");
            if (!families.contains(family)) {
                families.add(family);
                table(family);
            }
        }
    }

    private void table(String family) {
        plan.add("nft add table " + family + " t");
        boolean ip = family.equals("ip") || family.equals("inet");
        if (ip) {
            plan.add("nft add set " + family + " t hosts '{ type ipv4_addr ; flags interval ; elements = { 10.1.0.11, "
                    + plan.anyStation().address() + "-"
                    + plan.anyStation().address().replaceFirst("\\d+$", "99")
                    + " } ; }'");
            plan.add("nft add map " + family + " t ways '{ type ipv4_addr : verdict ; }'");
            plan.add("nft add element " + family + " t ways '{ "
                    + plan.anyStation().address() + " : drop }'");
            plan.add("nft add counter " + family + " t seen");
        }
        plan.add("nft add chain " + family + " t user");
        chains.add(new Chain(family, "user", "forward", false));
        int count = dice.between(1, 4);
        for (int i = 1; i <= count; i++) {
            String hook = ip || family.equals("bridge")
                    ? dice.oneOf("prerouting", "input", "forward", "forward", "output", "postrouting")
                    : dice.oneOf("input", "output");
            boolean translates = ip && !hook.equals("forward") && dice.chance(35);
            String priority = translates
                    ? hook.equals("postrouting") || hook.equals("input") ? "100" : "-100"
                    : String.valueOf(dice.oneOf(-300, -150, 0, 0, 0, 5, 50));
            String name = "c" + i;
            plan.add("nft add chain " + family + " t " + name + " '{ type " + (translates ? "nat" : "filter") + " hook "
                    + hook + " priority " + priority + " ; policy " + (dice.chance(88) ? "accept" : "drop") + " ; }'");
            chains.add(new Chain(family, name, hook, translates));
        }
        int rules = dice.between(2, 6);
        for (int i = 0; i < rules; i++) {
            rule("add", dice.pick(chains));
        }
    }

    private void rule(String verb, Chain chain) {
        plan.add("nft " + verb + " rule " + chain.family() + " t " + chain.name() + " "
                + quoted((matches(chain) + " " + statement(chain)).strip()));
    }

    private static String quoted(String words) {
        return "'" + words + "'";
    }

    private String matches(Chain chain) {
        if (chain.family().equals("arp")) {
            return dice.oneOf(
                    "",
                    "arp operation request",
                    "arp saddr ip " + plan.anyStation().address(),
                    "iifname br0");
        }
        StringBuilder matches = new StringBuilder();
        int count = dice.between(0, 2);
        for (int i = 0; i < count; i++) {
            matches.append(match(chain)).append(' ');
        }
        return matches.toString().strip();
    }

    private String match(Chain chain) {
        String address = plan.anyStation().address();
        boolean bridge = chain.family().equals("bridge");
        if (bridge && dice.chance(50)) {
            return dice.oneOf(
                    "ether saddr " + plan.anyStation().mac(),
                    "ether daddr " + plan.anyStation().mac(),
                    "ether type arp",
                    "ether type ip",
                    "iifname p" + dice.between(1, 3),
                    "oifname p" + dice.between(1, 3),
                    "meta pkttype broadcast",
                    "arp operation reply");
        }
        return dice.oneOf(
                "ip saddr " + address,
                "ip daddr " + address,
                "ip saddr != " + address,
                "ip daddr { " + address + ", 10.9.9.9 }",
                "ip daddr 10." + dice.between(1, 3) + ".0.0/24",
                "ip saddr " + dice.oneOf("@hosts", "@nosuch", "!= @hosts"),
                "ip protocol icmp",
                "ip protocol { icmp, udp }",
                "meta l4proto " + dice.oneOf("icmp", "udp", "tcp"),
                "icmp type " + dice.oneOf("echo-request", "echo-reply", "{ echo-request, destination-unreachable }"),
                "ct state " + dice.oneOf("new", "established,related", "invalid", "{ new, established }", "!= new"),
                "ct status dnat",
                "ct mark 7",
                "meta mark " + dice.oneOf("7", "!= 0"),
                "iifname " + dice.pick(plan.devices),
                "oifname " + dice.pick(plan.devices),
                "iifname \"p*\"",
                "iif lo",
                "udp dport " + dice.oneOf("33434", "33434-33440", "{ 53, 33435 }", "domain"),
                "tcp dport " + dice.oneOf("80", "{ 80, 443 }", "ssh"),
                "tcp flags " + dice.oneOf("syn", "& (syn|ack) == syn"),
                "ip ttl " + dice.oneOf("64", "< 64", "> 1"),
                "ip length > 100",
                "meta length " + dice.oneOf("84", "< 84"),
                "ip dscp cs1",
                "ip frag-off & 0x1fff != 0",
                "ip saddr . ip daddr { " + address + " . " + plan.anyStation().address() + " }",
                "fib daddr type local",
                "meta nfproto ipv4",
                "limit rate 1/minute burst 2 packets");
    }

    private String statement(Chain chain) {
        String address = plan.anyStation().address();
        if (chain.translates()) {
            boolean source = chain.hook().equals("postrouting") || chain.hook().equals("input");
            String family = chain.family().equals("inet") ? " ip" : "";
            return source
                    ? dice.oneOf("counter masquerade", "snat" + family + " to 10.1.0.1", "counter accept")
                    : dice.oneOf("counter redirect", "dnat" + family + " to 10.1.0.1", "counter accept");
        }
        if (chain.family().equals("arp")) {
            return dice.oneOf("counter", "counter drop", "counter accept");
        }
        String common = dice.oneOf(
                "counter",
                "counter",
                "counter accept",
                "counter drop",
                "drop",
                "counter jump user",
                "return",
                "counter comment \"a rule\"",
                "log prefix \"seen \" counter",
                "meta mark set 7 counter");
        if (chain.family().equals("bridge") || dice.chance(55)) {
            return common;
        }
        return dice.oneOf(
                "reject",
                "counter reject with icmp " + dice.oneOf("host-unreachable", "admin-prohibited", "port-unreachable"),
                "reject with tcp reset",
                "ct mark set 7 counter",
                "counter name seen",
                "counter goto user",
                "ip daddr vmap @ways counter",
                "ip daddr vmap { " + address + " : accept, 10.1.0.1 : drop }",
                "meta l4proto vmap { icmp : accept, udp : drop }",
                "quota over 200 bytes counter",
                "quota 1 mbytes counter",
                "notrack",
                "ip ttl set 9 counter",
                "ip dscp set cs2",
                "counter queue");
    }

    @Override
    public void change() {
        Chain chain = dice.pick(chains);
        String place = chain.family() + " t";
        String address = plan.anyStation().address();
        switch (dice.between(0, 11)) {
            case 0, 1, 2 -> rule("add", chain);
            case 3 -> rule("insert", chain);
            case 4 -> plan.add("nft delete rule " + place + " " + chain.name() + " handle " + dice.between(3, 14));
            case 5 ->
                rule(
                        "replace",
                        new Chain(
                                chain.family(),
                                chain.name() + " handle " + dice.between(5, 14),
                                chain.hook(),
                                chain.translates()));
            case 6 ->
                plan.add("nft add element " + place + " hosts '{ " + dice.oneOf(address, "10.77.0.0/16", "x") + " }'");
            case 7 -> plan.add("nft delete element " + place + " hosts '{ " + dice.oneOf(address, "10.1.0.11") + " }'");
            case 8 -> plan.add("nft flush chain " + place + " " + chain.name());
            case 9 -> plan.add("nft " + dice.oneOf("reset counters", "reset quotas", "list counters"));
            case 10 -> plan.add("nft delete chain " + place + " " + dice.oneOf(chain.name(), "user", "nosuch"));
            default ->
                plan.add("nft "
                        + dice.oneOf(
                                "add rule " + place + " nosuch counter",
                                "add rule ip nosuch c counter",
                                "add rule " + place + " " + chain.name() + " ip saddr 300.1.1.1 drop",
                                "add rule " + place + " " + chain.name() + " counter nosuch",
                                "add chain " + place + " c9 '{ type nosuch hook input priority 0 ; }'",
                                "add chain " + place + " c9 '{ type filter hook nosuch priority 0 ; }'",
                                "add table nosuch t",
                                "delete table ip nosuch",
                                "create table " + place,
                                "rename chain " + place + " user used",
                                "chain " + place + " " + chain.name() + " '{ policy drop ; }'",
                                "list nosuch",
                                ""));
        }
    }

    @Override
    public void look() {
        Chain chain = dice.pick(chains);
        String place = chain.family() + " t";
        plan.add("nft "
                + dice.oneOf(
                        "list ruleset",
                        "list ruleset",
                        "-a list ruleset",
                        "-j list ruleset",
                        "-s list ruleset",
                        "-n list ruleset",
                        "list table " + place,
                        "list chain " + place + " " + chain.name(),
                        "list chains",
                        "list tables",
                        "list sets",
                        "list set " + place + " hosts",
                        "list map " + place + " ways",
                        "list maps",
                        "list counters",
                        "-a list table " + place,
                        "list ruleset " + chain.family()));
    }
}
