package dev.vethlab.kernel.device;

import dev.vethlab.addr.Ipv4Address;

/**
 * The tunnel that a packet came by or is to go by ({@code struct ip_tunnel_info}). It stands where a route would: a packet that has
 * been routed has none.
 *
 * @param outgoing whether it says where to go ({@code IP_TUNNEL_INFO_TX})
 * @param id the network or key
 * @param keyed whether there is one
 * @param source the address outside that it came from or leaves with, {@link Ipv4Address#ANY} for that of the route
 * @param destination the address outside that it goes to
 */
public record TunnelInfo(
        boolean outgoing,
        long id,
        boolean keyed,
        Ipv4Address source,
        Ipv4Address destination,
        int tos,
        int ttl,
        boolean dontFragment) {

    /**
     * The way back of a packet that came by this tunnel: of the header outside only whether it could be fragmented is kept
     * ({@code iptunnel_metadata_reply}).
     */
    public TunnelInfo reply() {
        return new TunnelInfo(true, id, keyed, Ipv4Address.ANY, source, 0, 0, dontFragment);
    }
}
