package dev.vethlab.tool.tc;

/** The usage text of {@code flower}. */
final class FlowerUsage {

    static final String TEXT = """
            Usage: ... flower\t[ MATCH-LIST ] [ verbose ]
            \t\t\t[ skip_sw | skip_hw ]
            \t\t\t[ action ACTION-SPEC ] [ classid CLASSID ]

            Where: MATCH-LIST := [ MATCH-LIST ] MATCH
                   MATCH      := {\tindev DEV-NAME |
            \t\t\tnum_of_vlans VLANS_COUNT |
            \t\t\tvlan_id VID |
            \t\t\tvlan_prio PRIORITY |
            \t\t\tvlan_ethtype [ ipv4 | ipv6 | ETH-TYPE ] |
            \t\t\tcvlan_id VID |
            \t\t\tcvlan_prio PRIORITY |
            \t\t\tcvlan_ethtype [ ipv4 | ipv6 | ETH-TYPE ] |
            \t\t\tpppoe_sid PSID |
            \t\t\tppp_proto [ ipv4 | ipv6 | mpls_uc | mpls_mc | PPP_PROTO ]\t\t\tdst_mac MASKED-LLADDR |
            \t\t\tsrc_mac MASKED-LLADDR |
            \t\t\tip_proto [tcp | udp | sctp | icmp | icmpv6 | IP-PROTO ] |
            \t\t\tip_tos MASKED-IP_TOS |
            \t\t\tip_ttl MASKED-IP_TTL |
            \t\t\tmpls LSE-LIST |
            \t\t\tmpls_label LABEL |
            \t\t\tmpls_tc TC |
            \t\t\tmpls_bos BOS |
            \t\t\tmpls_ttl TTL |
            \t\t\tdst_ip PREFIX |
            \t\t\tsrc_ip PREFIX |
            \t\t\tdst_port PORT-NUMBER |
            \t\t\tsrc_port PORT-NUMBER |
            \t\t\ttcp_flags MASKED-TCP_FLAGS |
            \t\t\ttype MASKED-ICMP-TYPE |
            \t\t\tcode MASKED-ICMP-CODE |
            \t\t\tarp_tip IPV4-PREFIX |
            \t\t\tarp_sip IPV4-PREFIX |
            \t\t\tarp_op [ request | reply | OP ] |
            \t\t\tarp_tha MASKED-LLADDR |
            \t\t\tarp_sha MASKED-LLADDR |
            \t\t\tenc_dst_ip [ IPV4-ADDR | IPV6-ADDR ] |
            \t\t\tenc_src_ip [ IPV4-ADDR | IPV6-ADDR ] |
            \t\t\tenc_key_id [ KEY-ID ] |
            \t\t\tenc_tos MASKED-IP_TOS |
            \t\t\tenc_ttl MASKED-IP_TTL |
            \t\t\tgeneve_opts MASKED-OPTIONS |
            \t\t\tvxlan_opts MASKED-OPTIONS |
                                   erspan_opts MASKED-OPTIONS |
            \t\t\tgtp_opts MASKED-OPTIONS |
            \t\t\tip_flags IP-FLAGS |
            \t\t\tenc_dst_port [ port_number ] |
            \t\t\tct_state MASKED_CT_STATE |
            \t\t\tct_label MASKED_CT_LABEL |
            \t\t\tct_mark MASKED_CT_MARK |
            \t\t\tct_zone MASKED_CT_ZONE }
            \tLSE-LIST := [ LSE-LIST ] LSE
            \tLSE := lse depth DEPTH { label LABEL | tc TC | bos BOS | ttl TTL }
            \tFILTERID := X:Y:Z
            \tMASKED_LLADDR := { LLADDR | LLADDR/MASK | LLADDR/BITS }
            \tMASKED_CT_STATE := combination of {+|-} and flags trk,est,new,rel,rpl,inv
            \tACTION-SPEC := ... look at individual actions

            NOTE:\tCLASSID, IP-PROTO are parsed as hexadecimal input.
            NOTE:\tThere can be only used one mask per one prio. If user needs
            \tto specify different mask, he has to use different prio.
            """;

    private FlowerUsage() {}
}
