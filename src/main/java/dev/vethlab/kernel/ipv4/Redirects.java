package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;

/** The advice to use another gateway, as a router gives it ({@code ip_rt_send_redirect} of net/ipv4/route.c). */
final class Redirects {

    private final InetDevices inet;
    private final InetPeers peers;
    private final NetSysctls settings;
    private final IcmpOutput icmp;

    /**
     * @param settings of the machine: redirect_load, redirect_number and redirect_silence
     */
    Redirects(InetDevices inet, InetPeers peers, IcmpOutput icmp, NetSysctls settings) {
        this.inet = inet;
        this.peers = peers;
        this.icmp = icmp;
        this.settings = settings;
    }

    /** Tells the sender of a packet that is about to leave by the device that it came in by of the gateway that is nearer. */
    void send(Skb skb, Ipv4Packet packet, Route route) {
        InDevice inDevice = inet.of(route.device());
        if (inDevice == null || !inDevice.orConf(DevConf.SEND_REDIRECTS)) {
            return;
        }
        InetPeers.Peer peer = peers.get(packet.source());
        long now = peers.jiffies();
        if (now > peer.rateLast + settings.get(NetIpv4.REDIRECT_SILENCE)) {
            peer.rateTokens = 0;
            peer.redirects = 0;
        }
        if (peer.redirects >= settings.get(NetIpv4.REDIRECT_NUMBER)) {
            peer.rateLast = now;
            return;
        }
        if (peer.redirects == 0
                || now > peer.rateLast + ((long) settings.get(NetIpv4.REDIRECT_LOAD) << peer.redirects)) {
            Ipv4Address gateway = route.viaGateway() ? route.nextHop() : packet.destination();
            icmp.send(skb, packet, IcmpMessage.REDIRECT, IcmpMessage.REDIRECT_HOST, gateway.bits());
            peer.rateLast = now;
            peer.redirects++;
        }
    }
}
