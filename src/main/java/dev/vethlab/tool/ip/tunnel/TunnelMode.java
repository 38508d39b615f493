package dev.vethlab.tool.ip.tunnel;

import dev.vethlab.kernel.tunnel.TunnelType;
import java.util.Optional;

/** What {@code mode} says, and the device that every host has of it where Linux makes them, which a new one is asked of. */
enum TunnelMode {
    IPIP("ipip", "ip/ip", 4, "tunl0", Optional.of(TunnelType.IPIP)),
    GRE("gre", "gre/ip", 47, "gre0", Optional.of(TunnelType.GRE)),
    SIT("sit", "ipv6/ip", 41, "sit0", Optional.empty()),
    ISATAP("isatap", "isatap", 41, "sit0", Optional.empty()),
    VTI("vti", "vti", 4, "ip_vti0", Optional.empty());

    private final String word;
    private final String alias;
    private final int protocol;
    private final String base;
    private final Optional<TunnelType> type;

    TunnelMode(String word, String alias, int protocol, String base, Optional<TunnelType> type) {
        this.word = word;
        this.alias = alias;
        this.protocol = protocol;
        this.base = base;
        this.type = type;
    }

    static Optional<TunnelMode> of(String given) {
        for (TunnelMode mode : values()) {
            if (given.equals(mode.word) || given.equals(mode.alias)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** The kind that a name begins with. */
    static Optional<TunnelMode> ofName(String name) {
        for (TunnelMode mode : values()) {
            if (name.startsWith(mode.word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** The number of the protocol outside. */
    int protocol() {
        return protocol;
    }

    String base() {
        return base;
    }

    /** Empty for what this kernel has no device of. */
    Optional<TunnelType> type() {
        return type;
    }

    boolean takesKeys() {
        return this == GRE || this == VTI;
    }
}
