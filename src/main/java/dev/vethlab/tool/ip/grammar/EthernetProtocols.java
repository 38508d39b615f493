package dev.vethlab.tool.ip.grammar;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The names of EtherTypes (lib/ll_proto.c). */
public final class EthernetProtocols {

    private static final Map<String, Integer> NAMES = new LinkedHashMap<>();

    static {
        String[] names = {
            "loop 60",
            "pup 200",
            "pupat 201",
            "ip 800",
            "x25 805",
            "arp 806",
            "bpq 8ff",
            "ieeepup a00",
            "ieeepupat a01",
            "dec 6000",
            "dna_dl 6001",
            "dna_rc 6002",
            "dna_rt 6003",
            "lat 6004",
            "diag 6005",
            "cust 6006",
            "sca 6007",
            "rarp 8035",
            "atalk 809b",
            "aarp 80f3",
            "ipx 8137",
            "ipv6 86dd",
            "ppp_disc 8863",
            "ppp_ses 8864",
            "atmmpoa 884c",
            "atmfate 8884",
            "802_3 1",
            "ax25 2",
            "all 3",
            "802_2 4",
            "snap 5",
            "ddcmp 6",
            "wan_ppp 7",
            "ppp_mp 8",
            "localtalk 9",
            "can c",
            "ppptalk 10",
            "tr_802_2 11",
            "mobitex 15",
            "control 16",
            "irda 17",
            "econet 18",
            "tipc 88ca",
            "profinet 8892",
            "aoe 88a2",
            "ethercat 88a4",
            "802.1Q 8100",
            "802.1ad 88a8",
            "mpls_uc 8847",
            "mpls_mc 8848",
            "teb 6558",
            "cfm 8902",
            "LLDP 88cc",
            "ipv4 800"
        };
        for (String name : names) {
            int space = name.indexOf(' ');
            NAMES.put(name.substring(0, space), Integer.parseInt(name.substring(space + 1), 16));
        }
    }

    private EthernetProtocols() {}

    /** The number of a name, or a number as it is written ({@code ll_proto_a2n}). */
    public static OptionalInt number(String word) {
        for (Map.Entry<String, Integer> entry : NAMES.entrySet()) {
            if (entry.getKey().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
                return OptionalInt.of(entry.getValue());
            }
        }
        return Numbers.u16(word, 0);
    }

    /** The first name of a number, or the number in brackets ({@code ll_proto_n2a}). */
    public static String name(int number) {
        for (Map.Entry<String, Integer> entry : NAMES.entrySet()) {
            if (entry.getValue() == number) {
                return entry.getKey();
            }
        }
        return "[" + number + "]";
    }
}
