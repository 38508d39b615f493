package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request for the route of a packet (RTM_GETROUTE).
 *
 * @param source with its length, as {@code from} gives it
 * @param iif the index of the device that the packet comes in by
 * @param protocol the protocol above IPv4, if it is given
 * @param fibMatch whether the route of the table is asked for and not what a packet gets
 */
public record RouteQuery(
        Ipv4Address destination,
        Optional<InetPrefix> source,
        int tos,
        int mark,
        OptionalInt iif,
        OptionalInt oif,
        OptionalLong uid,
        OptionalInt protocol,
        int sourcePort,
        int destinationPort,
        boolean fibMatch) {}
