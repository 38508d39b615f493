package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tunnel port's options say ({@code struct netdev_tunnel_config}).
 *
 * @param local the own address, empty where a flow says it; {@link Ipv4Address#ANY} for any
 * @param remote the other end, empty where a flow says it
 * @param inKey the network that it receives, empty where any does and flows see which
 * @param outKey the network that it sends with, empty where a flow says it
 * @param keyGiven whether there is a key at all
 * @param udpPort the UDP port outside, 0 for GRE
 * @param tos the type of service outside, -1 for the one inside
 * @param ttl the time to live outside, -1 for the one inside
 */
public record TunnelConfig(
        Optional<Ipv4Address> local,
        Optional<Ipv4Address> remote,
        OptionalLong inKey,
        OptionalLong outKey,
        boolean keyGiven,
        int udpPort,
        int tos,
        int ttl,
        boolean dontFragment) {}
