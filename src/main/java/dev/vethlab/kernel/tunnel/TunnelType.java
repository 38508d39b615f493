package dev.vethlab.kernel.tunnel;

/** What a tunnel is made for. */
public enum TunnelType {
    IPIP("ipip", "ipip", 4),
    GRE("gre", "gre", 47),
    GRETAP("gretap", "ether", 47);

    private final String kind;
    private final String linkType;
    private final int protocol;

    TunnelType(String kind, String linkType, int protocol) {
        this.kind = kind;
        this.linkType = linkType;
        this.protocol = protocol;
    }

    public String kind() {
        return kind;
    }

    String linkType() {
        return linkType;
    }

    /** The number of the protocol outside. */
    int protocol() {
        return protocol;
    }
}
