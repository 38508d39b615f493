package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a namespace remembers of other hosts, whatever the route to them (net/ipv4/inetpeer.c). */
final class InetPeers {

    private static final int MOST_PEERS = 65_664;
    private static final int XRLIM_BURST_FACTOR = 6;

    /** One other host ({@code struct inet_peer}); times are in jiffies. */
    static final class Peer {
        long rateTokens;
        long rateLast;
        int redirects;
        int fragmentsSeen;

        private Peer(long now) {
            rateLast = now - 60L * Jiffies.HZ;
        }
    }

    private final Machine machine;
    private final Map<Ipv4Address, Peer> peers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ipv4Address, Peer> eldest) {
            return size() > MOST_PEERS;
        }
    };

    InetPeers(Machine machine) {
        this.machine = machine;
    }

    long jiffies() {
        return Jiffies.now(machine);
    }

    Peer get(Ipv4Address address) {
        Peer peer = peers.get(address);
        if (peer == null) {
            peer = new Peer(jiffies());
            peers.put(address, peer);
        }
        return peer;
    }

    /** Takes a token from the bucket of a peer ({@code inet_peer_xrlim_allow}); one comes every {@code timeout} jiffies. */
    boolean allows(Peer peer, long timeout) {
        long now = jiffies();
        if (now != peer.rateLast) {
            peer.rateTokens = Math.min(peer.rateTokens + now - peer.rateLast, XRLIM_BURST_FACTOR * timeout);
            peer.rateLast = now;
        }
        if (peer.rateTokens < timeout) {
            return false;
        }
        peer.rateTokens -= timeout;
        return true;
    }
}
