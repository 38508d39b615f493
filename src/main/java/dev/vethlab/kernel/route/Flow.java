package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;

/**
 * What a lookup asks for ({@code struct flowi4}).
 *
 * @param oif the index of the device that it must leave by, 0 for any
 * @param iif the index of the device that it came in by, 0 for a packet made here
 * @param source {@link Ipv4Address#ANY} where it is still to be chosen
 * @param anySource whether a source that is no address of this host is allowed ({@code FLOWI_FLAG_ANYSRC})
 * @param scope the farthest that the destination may be, {@link RouteScope#LINK} for {@code SO_DONTROUTE}
 */
public record Flow(
        int oif,
        int iif,
        int mark,
        int tos,
        int protocol,
        Ipv4Address source,
        Ipv4Address destination,
        int sourcePort,
        int destinationPort,
        boolean anySource,
        int scope) {

    /** A flow that may go anywhere. */
    public Flow(
            int oif,
            int iif,
            int mark,
            int tos,
            int protocol,
            Ipv4Address source,
            Ipv4Address destination,
            int sourcePort,
            int destinationPort,
            boolean anySource) {
        this(
                oif,
                iif,
                mark,
                tos,
                protocol,
                source,
                destination,
                sourcePort,
                destinationPort,
                anySource,
                RouteScope.UNIVERSE);
    }

    /** A flow to a destination, with everything else left open. */
    public static Flow to(Ipv4Address destination) {
        return new Flow(0, 0, 0, 0, 0, Ipv4Address.ANY, destination, 0, 0, false);
    }

    public Flow withOif(int newOif) {
        return new Flow(
                newOif, iif, mark, tos, protocol, source, destination, sourcePort, destinationPort, anySource, scope);
    }

    public Flow withSource(Ipv4Address newSource) {
        return new Flow(
                oif, iif, mark, tos, protocol, newSource, destination, sourcePort, destinationPort, anySource, scope);
    }

    /** This flow kept to the link or to this host ({@code SO_DONTROUTE}). */
    public Flow withScope(int newScope) {
        return new Flow(
                oif, iif, mark, tos, protocol, source, destination, sourcePort, destinationPort, anySource, newScope);
    }
}
