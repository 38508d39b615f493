package dev.vethlab.kernel.netfilter.nftables;

import java.util.Optional;

/** The protocol family of a table ({@code NFPROTO_*}). */
public enum Family {
    IP("ip", 2),
    IP6("ip6", 10),
    INET("inet", 1),
    ARP("arp", 3),
    BRIDGE("bridge", 7),
    NETDEV("netdev", 5);

    private final String word;
    private final int number;

    Family(String word, int number) {
        this.word = word;
        this.number = number;
    }

    public String word() {
        return word;
    }

    public int number() {
        return number;
    }

    /** Whether IPv4 packets pass its chains. */
    public boolean seesIpv4() {
        return this == IP || this == INET;
    }

    public static Optional<Family> of(String word) {
        for (Family family : values()) {
            if (family.word.equals(word)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
