package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.neighbour.ProxyNeighbour;
import java.util.Optional;

/**
 * What an answer says about a neighbour ({@code neigh_fill_info}, {@code pneigh_fill_info}).
 *
 * @param index the device, 0 for a proxy entry of every device
 * @param lladdr there in states in which it may be used
 * @param flags {@code NTF_*} of {@link Neighbour}
 * @param cache its times; a proxy entry has none
 */
public record NeighbourInfo(
        Ipv4Address destination,
        int index,
        Optional<MacAddress> lladdr,
        NudState state,
        int flags,
        int protocol,
        Optional<CacheInfo> cache) {

    /**
     * Times since an event, in hundredths of a second ({@code struct nda_cacheinfo}).
     *
     * @param holders who holds it besides the table
     * @param probes questions asked since it was last known
     */
    public record CacheInfo(long used, long confirmed, long updated, int holders, int probes) {}

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** What is told of an entry. */
    public static NeighbourInfo of(Neighbour neighbour) {
        long now = Jiffies.now(neighbour.device().machine());
        CacheInfo cache = new CacheInfo(
                Jiffies.toClock(now - neighbour.used()),
                Jiffies.toClock(now - neighbour.confirmed()),
                Jiffies.toClock(now - neighbour.updated()),
                neighbour.holders(),
                neighbour.probes());
        return new NeighbourInfo(
                neighbour.key(),
                neighbour.device().index(),
                neighbour.state().isValid() ? Optional.of(neighbour.lladdr()) : Optional.empty(),
                neighbour.state(),
                neighbour.flags(),
                neighbour.protocol(),
                Optional.of(cache));
    }

    static NeighbourInfo of(ProxyNeighbour proxy) {
        return new NeighbourInfo(
                proxy.key(),
                proxy.device() == null ? 0 : proxy.device().index(),
                Optional.empty(),
                NudState.NONE,
                proxy.flags() | Neighbour.NTF_PROXY,
                proxy.protocol(),
                Optional.empty());
    }
}
