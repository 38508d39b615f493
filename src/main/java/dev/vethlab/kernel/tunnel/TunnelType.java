package dev.vethlab.kernel.tunnel;

/** What a tunnel is made for. */
public enum TunnelType {
    IPIP("ipip", "ipip"),
    GRE("gre", "gre"),
    GRETAP("gretap", "ether");

    private final String kind;
    private final String linkType;

    TunnelType(String kind, String linkType) {
        this.kind = kind;
        this.linkType = linkType;
    }

    public String kind() {
        return kind;
    }

    String linkType() {
        return linkType;
    }
}
