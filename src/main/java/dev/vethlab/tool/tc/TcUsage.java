package dev.vethlab.tool.tc;

/** The usage texts of {@code tc}. */
final class TcUsage {

    static final String PROGRAM = """
            Usage:\ttc [ OPTIONS ] OBJECT { COMMAND | help }
            \ttc [-force] -batch filename
            where  OBJECT := { qdisc | class | filter | chain |
            \t\t    action | monitor | exec }
                   OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -r[aw] |
            \t\t    -o[neline] | -j[son] | -p[retty] | -c[olor]
            \t\t    -b[atch] [filename] | -n[etns] name | -N[umeric] |
            \t\t     -nm | -nam[es] | { -cf | -conf } path
            \t\t     -br[ief] }
            """;

    static final String QDISC = """
            Usage: tc qdisc [ add | del | replace | change | show ] dev STRING
                   [ handle QHANDLE ] [ root | ingress | clsact | parent CLASSID ]
                   [ estimator INTERVAL TIME_CONSTANT ]
                   [ stab [ help | STAB_OPTIONS] ]
                   [ ingress_block BLOCK_INDEX ] [ egress_block BLOCK_INDEX ]
                   [ [ QDISC_KIND ] [ help | OPTIONS ] ]

                   tc qdisc { show | list } [ dev STRING ] [ QDISC_ID ] [ invisible ]
            Where:
            QDISC_KIND := { [p|b]fifo | tbf | prio | cbq | red | etc. }
            OPTIONS := ... try tc qdisc add <desired QDISC_KIND> help
            STAB_OPTIONS := ... try tc qdisc add stab help
            QDISC_ID := { root | ingress | handle QHANDLE | parent CLASSID }
            """;

    static final String CLASS = """
            Usage: tc class [ add | del | change | replace | show ] dev STRING
                   [ classid CLASSID ] [ root | parent CLASSID ]
                   [ [ QDISC_KIND ] [ help | OPTIONS ] ]

                   tc class show [ dev STRING ] [ root | parent CLASSID ]
            Where:
            QDISC_KIND := { prio | cbq | etc. }
            OPTIONS := ... try tc class add <desired QDISC_KIND> help
            """;

    static final String FILTER = """
            Usage: tc filter [ add | del | change | replace | show ] [ dev STRING ]
                   tc filter [ add | del | change | replace | show ] [ block BLOCK_INDEX ]
                   tc filter get dev STRING parent CLASSID protocol PROTO handle FILTERID pref PRIO FILTER_TYPE
                   tc filter get block BLOCK_INDEX protocol PROTO handle FILTERID pref PRIO FILTER_TYPE
                   [ pref PRIO ] protocol PROTO [ chain CHAIN_INDEX ]
                   [ estimator INTERVAL TIME_CONSTANT ]
                   [ root | ingress | egress | parent CLASSID ]
                   [ handle FILTERID ] [ [ FILTER_TYPE ] [ help | OPTIONS ] ]

                   tc filter show [ dev STRING ] [ root | ingress | egress | parent CLASSID ]
                   tc filter show [ block BLOCK_INDEX ]
            Where:
            FILTER_TYPE := { rsvp | u32 | bpf | fw | route | etc. }
            FILTERID := ... format depends on classifier, see there
            OPTIONS := ... try tc filter add <desired FILTER_KIND> help
            """;

    private TcUsage() {}
}
