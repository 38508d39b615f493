package dev.vethlab.kernel.device;

import dev.vethlab.addr.Ipv4Address;

/**
 * The tunnel that a packet came by or is to go by, where one device serves many ({@code struct ip_tunnel_info}).
 *
 * @param id the network or key
 * @param keyed whether there is one
 * @param source the address outside that it came from or leaves with, {@link Ipv4Address#ANY} for that of the route
 * @param destination the address outside that it goes to
 */
public record TunnelInfo(
        long id, boolean keyed, Ipv4Address source, Ipv4Address destination, int tos, int ttl, boolean dontFragment) {}
