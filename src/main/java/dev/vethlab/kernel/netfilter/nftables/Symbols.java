package dev.vethlab.kernel.netfilter.nftables;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names that values have in the language of {@code nft}, first the one that is written. */
final class Symbols {

    private static final Map<DataType, Map<String, Long>> ALL = all();

    private Symbols() {}

    static Map<String, Long> of(DataType type) {
        return ALL.getOrDefault(type, Map.of());
    }

    private static Map<DataType, Map<String, Long>> all() {
        Map<DataType, Map<String, Long>> all = new EnumMap<>(DataType.class);
        all.put(DataType.BOOLEAN, read("exists 1 missing 0"));
        all.put(
                DataType.INET_PROTO,
                read(
                        "ip 0 icmp 1 igmp 2 ggp 3 ipencap 4 st 5 tcp 6 egp 8 igp 9 pup 12 udp 17 hmp 20 xns-idp 22 rdp 27 iso-tp4 29"
                                + " dccp 33 xtp 36 ddp 37 idpr-cmtp 38 ipv6 41 ipv6-route 43 ipv6-frag 44 idrp 45 rsvp 46 gre 47 esp 50"
                                + " ah 51 skip 57 ipv6-icmp 58 icmpv6 58 ipv6-nonxt 59 ipv6-opts 60 rspf 73 vmtp 81 eigrp 88 ospf 89"
                                + " ax.25 93 ipip 94 etherip 97 encap 98 pim 103 ipcomp 108 vrrp 112 l2tp 115 isis 124 sctp 132 fc 133"
                                + " mobility-header 135 udplite 136 mpls-in-ip 137 manet 138 hip 139 shim6 140 wesp 141 rohc 142 ethernet 143"));
        all.put(
                DataType.ICMP_TYPE,
                read(
                        "echo-reply 0 destination-unreachable 3 source-quench 4 redirect 5 echo-request 8 router-advertisement 9"
                                + " router-solicitation 10 time-exceeded 11 parameter-problem 12 timestamp-request 13"
                                + " timestamp-reply 14 info-request 15 info-reply 16 address-mask-request 17 address-mask-reply 18"));
        all.put(
                DataType.ICMP_CODE,
                read("net-unreachable 0 host-unreachable 1 prot-unreachable 2 port-unreachable 3"
                        + " net-prohibited 9 host-prohibited 10 admin-prohibited 13 frag-needed 4"));
        all.put(DataType.TCP_FLAG, read("fin 1 syn 2 rst 4 psh 8 ack 16 urg 32 ecn 64 cwr 128"));
        all.put(
                DataType.DSCP,
                read("cs0 0 cs1 8 cs2 16 cs3 24 cs4 32 cs5 40 cs6 48 cs7 56 df 0 be 0 lephb 1 af11 10 af12 12 af13 14"
                        + " af21 18 af22 20 af23 22 af31 26 af32 28 af33 30 af41 34 af42 36 af43 38 va 44 ef 46"));
        all.put(DataType.ECN, read("not-ect 0 ect1 1 ect0 2 ce 3"));
        all.put(
                DataType.IGMP_TYPE,
                read("membership-query 17 membership-report-v1 18 membership-report-v2 22 membership-report-v3 34"
                        + " leave-group 23"));
        all.put(DataType.DAY, read("Sunday 0 Monday 1 Tuesday 2 Wednesday 3 Thursday 4 Friday 5 Saturday 6"));
        all.put(DataType.DEVGROUP, read("default 0"));
        all.put(DataType.CLASSID, read("none 0 root 4294967295"));
        all.put(DataType.IFACE_TYPE, read("ether 1 ppp 512 ipip 768 ipip6 769 loopback 772 sit 776 ipgre 778"));
        all.put(DataType.NF_PROTO, read("ipv4 2 ipv6 10"));
        all.put(DataType.PKT_TYPE, read("host 0 unicast 0 broadcast 1 multicast 2 other 3"));
        all.put(DataType.CT_STATE, read("invalid 1 new 8 established 2 related 4 untracked 64"));
        all.put(DataType.CT_STATUS, read("expected 1 seen-reply 2 assured 4 confirmed 8 snat 16 dnat 32 dying 512"));
        all.put(DataType.CT_DIR, read("original 0 reply 1"));
        all.put(
                DataType.FIB_ADDRTYPE,
                read(
                        "unspec 0 unicast 1 local 2 broadcast 3 anycast 4 multicast 5 blackhole 6 unreachable 7 prohibit 8"));
        all.put(DataType.ARP_OP, read("request 1 reply 2 rrequest 3 rreply 4 inrequest 8 inreply 9 nak 10"));
        all.put(DataType.ETHER_TYPE, read("ip 2048 arp 2054 ip6 34525 8021q 33024 8021ad 34984 vlan 33024"));
        return all;
    }

    private static Map<String, Long> read(String table) {
        Map<String, Long> symbols = new LinkedHashMap<>();
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            symbols.put(words[i], Long.valueOf(words[i + 1]));
        }
        return symbols;
    }
}
