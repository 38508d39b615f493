package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Jiffies;

/** How often a sender is told that there is no way: once a second, five times in a row ({@code ip_error} of net/ipv4/route.c). */
final class UnroutableLimit {

    private static final long COST = Jiffies.HZ;
    private static final long BURST = 5L * Jiffies.HZ;

    private final InetPeers peers;

    UnroutableLimit(InetPeers peers) {
        this.peers = peers;
    }

    boolean allows(Ipv4Address sender) {
        InetPeers.Peer peer = peers.get(sender);
        long now = peers.jiffies();
        peer.rateTokens = Math.min(peer.rateTokens + now - peer.rateLast, BURST);
        peer.rateLast = now;
        if (peer.rateTokens < COST) {
            return false;
        }
        peer.rateTokens -= COST;
        return true;
    }
}
