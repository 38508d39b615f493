package dev.vethlab.kernel.route;

/** How far away a destination is ({@code enum rt_scope_t}): the larger the number, the nearer. */
public final class RouteScope {

    /** Anywhere. */
    public static final int UNIVERSE = 0;

    public static final int SITE = 200;

    /** On an attached link. */
    public static final int LINK = 253;

    /** On this host. */
    public static final int HOST = 254;

    /** Nowhere: no destination at all. */
    public static final int NOWHERE = 255;

    private RouteScope() {}
}
