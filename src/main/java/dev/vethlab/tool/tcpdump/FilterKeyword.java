package dev.vethlab.tool.tcpdump;

import java.util.HashMap;
import java.util.Map;

/** The words that the grammar knows, by all their spellings, and the names of numbers. */
final class FilterKeyword {

    /** Every spelling of a keyword, and the one that the parser goes by. */
    static final Map<String, String> CANONICAL = canonical();

    /** Offsets and values of ICMP, ICMPv6 and TCP that have names. */
    static final Map<String, Integer> CONSTANTS = constants();

    private FilterKeyword() {}

    private static Map<String, String> canonical() {
        Map<String, String> words = new HashMap<>();
        String plain =
                "dst src arp rarp ip sctp tcp udp icmp igmp igrp pim vrrp carp radio ip6 icmp6 ah esp atalk aarp "
                        + "decnet lat sca moprc mopdl iso clnp stp ipx netbeui host net mask port portrange proto protochain "
                        + "gateway less greater byte broadcast multicast and or not inbound outbound ifindex vlan mpls pppoed "
                        + "pppoes geneve llc type subtype ra ta lane metac bcc oam oamf4 oamf4ec oamf4sc sc ilmic vpi vci "
                        + "connectmsg metaconnect reason action fisu msu hfisu hlssu hmsu sio opc dpc sls hsio hopc hdpc hsls l1 "
                        + "l2 iih lsp snp csnp psnp";
        for (String word : plain.split(" ")) {
            words.put(word, word);
        }
        alias(words, "ether", "link ether ppp slip fddi tr wlan");
        alias(words, "len", "len length");
        alias(words, "esis", "esis es-is");
        alias(words, "isis", "isis is-is");
        alias(words, "direction", "direction dir");
        alias(words, "addr1", "addr1 address1");
        alias(words, "addr2", "addr2 address2");
        alias(words, "addr3", "addr3 address3");
        alias(words, "addr4", "addr4 address4");
        alias(words, "ifname", "on ifname");
        alias(words, "ruleset", "rset ruleset");
        alias(words, "rulenum", "rnr rulenum");
        alias(words, "subrulenum", "srnr subrulenum");
        alias(words, "lssu", "lssu lsu");
        words.put("not", "!");
        return Map.copyOf(words);
    }

    private static void alias(Map<String, String> words, String canonical, String spellings) {
        for (String word : spellings.split(" ")) {
            words.put(word, canonical);
        }
    }

    private static Map<String, Integer> constants() {
        Map<String, Integer> names = new HashMap<>();
        number(
                names,
                "icmptype 0 icmpcode 1 icmp-echoreply 0 icmp-unreach 3 icmp-sourcequench 4 icmp-redirect 5 "
                        + "icmp-echo 8 icmp-routeradvert 9 icmp-routersolicit 10 icmp-timxceed 11 icmp-paramprob 12 "
                        + "icmp-tstamp 13 icmp-tstampreply 14 icmp-ireq 15 icmp-ireqreply 16 icmp-maskreq 17 icmp-maskreply 18");
        number(
                names,
                "icmp6type 0 icmp6code 1 icmp6-destinationunreach 1 icmp6-packettoobig 2 icmp6-timeexceeded 3 "
                        + "icmp6-parameterproblem 4 icmp6-echo 128 icmp6-echoreply 129 icmp6-multicastlistenerquery 130 "
                        + "icmp6-multicastlistenerreportv1 131 icmp6-multicastlistenerdone 132 icmp6-routersolicit 133 "
                        + "icmp6-routeradvert 134 icmp6-neighborsolicit 135 icmp6-neighboradvert 136 icmp6-redirect 137 "
                        + "icmp6-routerrenum 138 icmp6-nodeinformationquery 139 icmp6-nodeinformationresponse 140 "
                        + "icmp6-ineighbordiscoverysolicit 141 icmp6-ineighbordiscoveryadvert 142 "
                        + "icmp6-multicastlistenerreportv2 143 icmp6-homeagentdiscoveryrequest 144 "
                        + "icmp6-homeagentdiscoveryreply 145 icmp6-mobileprefixsolicit 146 icmp6-mobileprefixadvert 147 "
                        + "icmp6-certpathsolicit 148 icmp6-certpathadvert 149 icmp6-multicastrouteradvert 151 "
                        + "icmp6-multicastroutersolicit 152 icmp6-multicastrouterterm 153");
        number(
                names,
                "tcpflags 13 tcp-fin 1 tcp-syn 2 tcp-rst 4 tcp-push 8 tcp-ack 16 tcp-urg 32 tcp-ece 64 tcp-cwr 128");
        return Map.copyOf(names);
    }

    private static void number(Map<String, Integer> names, String pairs) {
        String[] words = pairs.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            names.put(words[i], Integer.valueOf(words[i + 1]));
        }
    }
}
