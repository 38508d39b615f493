package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;

/** How often a sender is told that there is no way: by themselves once a second, five times in a row ({@code ip_error} of net/ipv4/route.c). */
final class UnroutableLimit {

    private final InetPeers peers;
    private final NetSysctls settings;

    /**
     * @param settings of the machine: error_cost and error_burst
     */
    UnroutableLimit(InetPeers peers, NetSysctls settings) {
        this.peers = peers;
        this.settings = settings;
    }

    boolean allows(Ipv4Address sender) {
        InetPeers.Peer peer = peers.get(sender);
        long cost = settings.get(NetIpv4.ERROR_COST);
        long burst = settings.get(NetIpv4.ERROR_BURST);
        long now = peers.jiffies();
        peer.rateTokens = Math.min(peer.rateTokens + now - peer.rateLast, burst);
        peer.rateLast = now;
        if (peer.rateTokens < cost) {
            return false;
        }
        peer.rateTokens -= cost;
        return true;
    }
}
