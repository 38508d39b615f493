package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Dst;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import java.util.function.BiConsumer;

/**
 * The outcome of a lookup for one packet ({@code struct rtable}).
 *
 * @param type LOCAL, BROADCAST or MULTICAST: to be delivered here (on output: LOCAL goes by way of {@code lo}); UNICAST: to be
 *     sent
 * @param device the device that it leaves by; for local delivery of a received packet, {@code lo}
 * @param nextHop the gateway, or the destination itself where it is on the link
 * @param source the address that a packet with this route gets as its own, where it has none yet ({@code fl4->saddr})
 * @param viaGateway whether {@code nextHop} is a gateway ({@code rt_uses_gateway})
 * @param mtu the path MTU in force: learnt, or of the route, or of the device
 * @param mtuLocked whether the MTU is locked: no DF then
 * @param hopLimit the route's own default TTL, 0 where it has none
 * @param doRedirect whether the sender should be told of a better gateway ({@code IPSKB_DOREDIRECT})
 * @param deliverHere whether a copy is for this host ({@code RTCF_LOCAL})
 * @param onLinkFailure what {@link #linkFailure} does, set by the protocol
 * @param flags {@code RTCF_*}
 * @param metrics those of the route
 * @param learntMtu the path MTU that was learnt, 0 for none
 * @param expiresNs when what was learnt is forgotten, 0 for never
 * @param iif the device that sockets see a packet come in by that took this route to the host itself ({@code rt_iif}): the one
 *     whose address it is, though the packet went by way of {@code lo}; 0 for the device that it did come in by
 */
public record Route(
        RouteType type,
        NetDevice device,
        Ipv4Address nextHop,
        Ipv4Address source,
        boolean viaGateway,
        int mtu,
        boolean mtuLocked,
        int hopLimit,
        boolean doRedirect,
        boolean deliverHere,
        BiConsumer<Route, Skb> onLinkFailure,
        int flags,
        RouteMetrics metrics,
        int learntMtu,
        long expiresNs,
        int iif)
        implements Dst {

    public static final int RTCF_NOTIFY = 0x0001_0000;
    public static final int RTCF_REDIRECTED = 0x0004_0000;
    public static final int RTCF_DOREDIRECT = 0x0100_0000;
    public static final int RTCF_DIRECTSRC = 0x0400_0000;
    public static final int RTCF_BROADCAST = 0x1000_0000;
    public static final int RTCF_MULTICAST = 0x2000_0000;
    public static final int RTCF_LOCAL = 0x8000_0000;

    /** A route by a device that stands for none: it leads nowhere, but has an MTU ({@code fake_dst_ops}). */
    public static Route standIn(NetDevice device) {
        return new Route(
                RouteType.UNICAST,
                device,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                false,
                device.mtu(),
                false,
                0,
                false,
                false,
                (route, skb) -> {},
                0,
                RouteMetrics.NONE,
                0,
                0,
                0);
    }

    @Override
    public void linkFailure(Skb skb) {
        onLinkFailure.accept(this, skb);
    }

    /** This route for a packet that does not go by what was learnt of the path. */
    public Route withMtu(int newMtu) {
        return new Route(
                type,
                device,
                nextHop,
                source,
                viaGateway,
                newMtu,
                mtuLocked,
                hopLimit,
                doRedirect,
                deliverHere,
                onLinkFailure,
                flags,
                metrics,
                learntMtu,
                expiresNs,
                iif);
    }

    /** This route for a packet with another source. */
    Route withSource(Ipv4Address newSource) {
        return new Route(
                type,
                device,
                nextHop,
                newSource,
                viaGateway,
                mtu,
                mtuLocked,
                hopLimit,
                doRedirect,
                deliverHere,
                onLinkFailure,
                flags,
                metrics,
                learntMtu,
                expiresNs,
                iif);
    }

    /** This route with what holds for the packet alone. */
    Route withRedirect(boolean redirect) {
        return new Route(
                type,
                device,
                nextHop,
                source,
                viaGateway,
                mtu,
                mtuLocked,
                hopLimit,
                redirect,
                deliverHere,
                onLinkFailure,
                flags,
                metrics,
                learntMtu,
                expiresNs,
                iif);
    }
}
