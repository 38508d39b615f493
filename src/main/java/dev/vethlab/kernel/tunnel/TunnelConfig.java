package dev.vethlab.kernel.tunnel;

import dev.vethlab.addr.Ipv4Address;
import java.util.OptionalInt;

/**
 * The settings of a tunnel ({@code struct ip_tunnel_parm}).
 *
 * @param device the index of the device that it leaves by, 0 for any
 * @param ttl the time to live outside, 0 for the one inside
 * @param tos the type of service outside, 1 for the one inside
 * @param pathMtuDiscovery whether packets outside may not be fragmented
 * @param inKey the key that packets must have (GRE)
 * @param outKey the key that packets get (GRE)
 * @param checksum whether packets get a checksum (GRE), and must have one
 * @param sequence whether packets are numbered (GRE)
 */
public record TunnelConfig(
        Ipv4Address local,
        Ipv4Address remote,
        int device,
        int ttl,
        int tos,
        boolean pathMtuDiscovery,
        OptionalInt inKey,
        OptionalInt outKey,
        Gre checksum,
        Gre sequence) {

    /** Whether something of GRE is used on the way in and out. */
    public record Gre(boolean in, boolean out) {
        public static final Gre NONE = new Gre(false, false);
    }

    /** What a tunnel is that nothing is said of. */
    public static final TunnelConfig PLAIN = new TunnelConfig(
            Ipv4Address.ANY,
            Ipv4Address.ANY,
            0,
            0,
            0,
            true,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Gre.NONE,
            Gre.NONE);

    /** Whether two tunnels would get each other's packets ({@code ip_tunnel_find}). */
    boolean clashes(TunnelConfig other) {
        return local.equals(other.local)
                && remote.equals(other.remote)
                && device == other.device
                && inKey.equals(other.inKey);
    }

    public TunnelConfig withLocal(Ipv4Address newLocal) {
        return new TunnelConfig(
                newLocal, remote, device, ttl, tos, pathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withRemote(Ipv4Address newRemote) {
        return new TunnelConfig(
                local, newRemote, device, ttl, tos, pathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withDevice(int newDevice) {
        return new TunnelConfig(
                local, remote, newDevice, ttl, tos, pathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withTtl(int newTtl) {
        return new TunnelConfig(
                local, remote, device, newTtl, tos, pathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withTos(int newTos) {
        return new TunnelConfig(
                local, remote, device, ttl, newTos, pathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withPathMtuDiscovery(boolean newPathMtuDiscovery) {
        return new TunnelConfig(
                local, remote, device, ttl, tos, newPathMtuDiscovery, inKey, outKey, checksum, sequence);
    }

    public TunnelConfig withChecksum(Gre newChecksum) {
        return new TunnelConfig(
                local, remote, device, ttl, tos, pathMtuDiscovery, inKey, outKey, newChecksum, sequence);
    }

    public TunnelConfig withSequence(Gre newSequence) {
        return new TunnelConfig(
                local, remote, device, ttl, tos, pathMtuDiscovery, inKey, outKey, checksum, newSequence);
    }

    public TunnelConfig withKeys(OptionalInt newInKey, OptionalInt newOutKey) {
        return new TunnelConfig(
                local, remote, device, ttl, tos, pathMtuDiscovery, newInKey, newOutKey, checksum, sequence);
    }
}
