package dev.vethlab.kernel.device;

/** How a packet stands to its connection ({@code enum ip_conntrack_info}). */
public enum CtInfo {
    /** In the original direction of a connection that has seen packets both ways. */
    ESTABLISHED,
    /** In the original direction, about another packet of the connection. */
    RELATED,
    /** The first of a connection, or another one before any answer. */
    NEW,
    /** An answer. */
    ESTABLISHED_REPLY,
    /** In the direction of answers, about another packet of the connection. */
    RELATED_REPLY,
    /** Not to be looked at by connection tracking. */
    UNTRACKED;

    /** Whether it goes in the direction of answers ({@code CTINFO2DIR}). */
    public boolean isReply() {
        return this == ESTABLISHED_REPLY || this == RELATED_REPLY;
    }

    /** Whether it is about another packet. */
    public boolean isRelated() {
        return this == RELATED || this == RELATED_REPLY;
    }
}
