package dev.vethlab.tool.ip.genetlink;

/** What the objects whose family the kernel lacks say of themselves. */
public final class AbsentFamilyUsage {

    public static final String L2TP = """
            Usage: ip l2tp add tunnel
                      remote ADDR local ADDR
                      tunnel_id ID peer_tunnel_id ID
                      [ encap { ip | udp } ]
                      [ udp_sport PORT ] [ udp_dport PORT ]
                      [ udp_csum { on | off } ]
                      [ udp6_csum_tx { on | off } ]
                      [ udp6_csum_rx { on | off } ]
            Usage: ip l2tp add session [ name NAME ]
                      tunnel_id ID
                      session_id ID peer_session_id ID
                      [ cookie HEXSTR ] [ peer_cookie HEXSTR ]
                      [ seq { none | send | recv | both } ]
                      [ l2spec_type L2SPEC ]
                   ip l2tp del tunnel tunnel_id ID
                   ip l2tp del session tunnel_id ID session_id ID
                   ip l2tp show tunnel [ tunnel_id ID ]
                   ip l2tp show session [ tunnel_id ID ] [ session_id ID ]

            Where: NAME   := STRING
                   ADDR   := { IP_ADDRESS | any }
                   PORT   := { 0..65535 }
                   ID     := { 1..4294967295 }
                   HEXSTR := { 8 or 16 hex digits (4 / 8 bytes) }
                   L2SPEC := { none | default }
            """;

    public static final String FOU = """
            Usage: ip fou add port PORT { ipproto PROTO  | gue }
            \t\t   [ local IFADDR ] [ peer IFADDR ]
            \t\t   [ peer_port PORT ] [ dev IFNAME ]
                   ip fou del port PORT [ local IFADDR ]
            \t\t   [ peer IFADDR ] [ peer_port PORT ]
            \t\t   [ dev IFNAME ]
                   ip fou show

            Where: PROTO { ipproto-name | 1..255 }
                   PORT { 1..65535 }
                   IFADDR { addr }
            """;

    public static final String ILA = """
            Usage: ip ila add loc_match LOCATOR_MATCH loc LOCATOR [ dev DEV ] OPTIONS
                   ip ila del loc_match LOCATOR_MATCH [ loc LOCATOR ] [ dev DEV ]
                   ip ila list
            OPTIONS := [ csum-mode { adj-transport | neutral-map |
                                     neutral-map-auto | no-action } ]
                       [ ident-type { luid | use-format } ]
            """;

    public static final String MACSEC = """
            Usage: ip macsec add DEV tx sa { 0..3 } [ OPTS ] key ID KEY
                   ip macsec set DEV tx sa { 0..3 } [ OPTS ]
                   ip macsec del DEV tx sa { 0..3 }
                   ip macsec add DEV rx SCI [ on | off ]
                   ip macsec set DEV rx SCI [ on | off ]
                   ip macsec del DEV rx SCI
                   ip macsec add DEV rx SCI sa { 0..3 } [ OPTS ] key ID KEY
                   ip macsec set DEV rx SCI sa { 0..3 } [ OPTS ]
                   ip macsec del DEV rx SCI sa { 0..3 }
                   ip macsec show
                   ip macsec show DEV
                   ip macsec offload DEV [ off | phy | mac ]
            where  OPTS := [ pn <u32> | xpn <u64> ] [ salt SALT ] [ ssci <u32> ] [ on | off ]
                   ID   := 128-bit hex string
                   KEY  := 128-bit or 256-bit hex string
                   SCI  := { sci <u64> | port { 1..2^16-1 } address <lladdr> }
                   SALT := 96-bit hex string
            """;

    private AbsentFamilyUsage() {}
}
