package dev.vethlab.kernel.route;

/** The flags of next hops and of routes as a whole ({@code RTNH_F_*}). */
public final class NextHopFlags {

    /** Unusable: its device is down. */
    public static final int DEAD = 1;

    public static final int PERVASIVE = 2;

    /** The gateway is on the link, whatever the routes say. */
    public static final int ONLINK = 4;

    public static final int OFFLOAD = 8;

    /** Its device has no carrier. */
    public static final int LINKDOWN = 16;

    public static final int UNRESOLVED = 32;

    public static final int TRAP = 64;

    /** What does not make two next hops different ({@code RTNH_COMPARE_MASK}). */
    static final int STATE = DEAD | LINKDOWN | OFFLOAD | TRAP;

    private NextHopFlags() {}
}
