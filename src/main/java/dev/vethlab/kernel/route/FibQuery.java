package dev.vethlab.kernel.route;

/** What one lookup asks for ({@code struct flowi4}), addresses as bits in network order. */
final class FibQuery {

    static final int LOOPBACK_IFINDEX = 1;
    private static final int TOS_MASK = 0x1c;

    int oif;
    int iif = LOOPBACK_IFINDEX;
    int mark;
    int tos;
    int scope = RouteScope.UNIVERSE;
    int protocol;
    int source;
    int destination;
    int sourcePort;
    int destinationPort;
    int uid;

    /** The tunnel that the packet came by, 0 for none ({@code flowi_tun_key}). */
    long tunnelId;

    /** The index of the L3 master device whose table is to be searched, 0 where it is to be found out ({@code flowi_l3mdev}). */
    int l3mdev;

    /** Whether that master was found out from the device of output ({@code FLOWI_FLAG_L3MDEV_OIF}). */
    boolean l3mdevByOif;

    static FibQuery of(Flow flow) {
        FibQuery query = new FibQuery();
        query.oif = flow.oif();
        query.iif = flow.iif() == 0 ? LOOPBACK_IFINDEX : flow.iif();
        query.mark = flow.mark();
        query.tos = flow.tos() & 0xfc;
        query.scope = flow.scope();
        query.protocol = flow.protocol();
        query.source = flow.source().bits();
        query.destination = flow.destination().bits();
        query.sourcePort = flow.sourcePort();
        query.destinationPort = flow.destinationPort();
        return query;
    }

    static FibQuery to(int destination) {
        FibQuery query = new FibQuery();
        query.destination = destination;
        return query;
    }

    /** Whether the type of service of a route or rule fits ({@code fib_dscp_masked_match}). */
    boolean hasTos(int wanted) {
        return wanted == (tos & TOS_MASK);
    }
}
