package dev.vethlab.vswitch.ofproto;

/** Which buckets of a group are done ({@code enum ofp11_group_type}). */
public enum GroupType {
    ALL("all"),
    SELECT("select"),
    INDIRECT("indirect"),
    FAST_FAILOVER("ff");

    private final String word;

    GroupType(String word) {
        this.word = word;
    }

    /** As flows and listings call it. */
    public String word() {
        return word;
    }
}
