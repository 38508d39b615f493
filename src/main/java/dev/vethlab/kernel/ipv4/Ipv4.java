package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** The IPv4 protocol of a namespace: the doors by which packets enter and leave it. */
public final class Ipv4 {

    private static final int HIGHEST_REDIRECT = 3;

    private final Fib fib;
    private final Ipv4Input input;
    private final Ipv4Output output;
    private final IcmpOutput icmp;
    private final LocalDelivery delivery;
    private final Arp arp;
    private final IdentGenerator identifications;
    private final ReceivedOptions receivedOptions;

    /** Attaches IPv4 and ARP to a namespace. */
    public Ipv4(NetNamespace net, InetDevices inet, Fib fib, NeighbourTable neighbours) {
        InetPeers peers = new InetPeers(net.machine());
        this.identifications = new IdentGenerator(net.machine());
        this.fib = fib;
        this.receivedOptions = new ReceivedOptions(net, inet, fib);
        this.output = new Ipv4Output(net, neighbours);
        this.icmp = new IcmpOutput(net, inet, fib, peers, output, identifications, receivedOptions);
        Redirects redirects = new Redirects(inet, peers, icmp, net.machineSysctls());
        this.delivery = new LocalDelivery(new Reassembly(net, fib, peers, icmp), icmp);
        IcmpInput icmpInput = new IcmpInput(this, fib, net.sysctls(), icmp, delivery, receivedOptions);
        delivery.register(Ipv4Packet.ICMP, icmpInput);
        GroupMemberships memberships = new GroupMemberships(net, inet, fib, output);
        new AddressGroups(net, memberships);
        delivery.register(Ipv4Packet.IGMP, new IgmpInput(memberships));
        SourceRouting sourceRouting = new SourceRouting(fib, icmp);
        Ipv4Forward forward = new Ipv4Forward(net.sysctls(), output, icmp, redirects, sourceRouting);
        UnroutableLimit unroutable = new UnroutableLimit(peers, net.machineSysctls());
        this.input = new Ipv4Input(inet, fib, receivedOptions, sourceRouting, delivery, forward, icmp, unroutable);
        this.arp = new Arp(net, inet, fib, neighbours);
        output.setIcmp(icmp);
        fib.setLinkFailureHandler(this::linkFailure);
        net.registerIpv4(input::receive);
    }

    /** Who finds this namespace's neighbours. */
    public Arp arp() {
        return arp;
    }

    /** Has a protocol take packets for this host. */
    public void register(int protocol, TransportHandler handler) {
        delivery.register(protocol, handler);
    }

    /** Has raw sockets look at packets for this host, before any protocol. */
    public void setRawDelivery(RawDelivery raw) {
        delivery.setRaw(raw);
    }

    /** Has ping sockets take echo replies ({@code ping_rcv}) and ICMP errors about echo requests ({@code ping_err}). */
    public void setPingSockets(TransportHandler sockets) {
        delivery.setPingSockets(sockets);
    }

    /** Receives a packet ({@code ip_rcv}). */
    public void receive(Skb skb) {
        input.receive(skb);
    }

    /**
     * Sends a packet made here by its route ({@code ip_local_out}): fragments it where it is too long and may be.
     *
     * @param mayFragment false for a packet whose sender discovers the path MTU: it is refused with EMSGSIZE where it is too long
     *     ({@code !skb->ignore_df})
     * @throws KernelException EMSGSIZE, ENOBUFS, EPERM..., as {@code sendto(2)} gives
     */
    public void localOut(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) throws KernelException {
        Errno error = output.localOut(skb, packet, route, mayFragment);
        if (error != null) {
            throw new KernelException(error);
        }
    }

    /**
     * Sends a packet on that an L3 master device was given to carry, by the route that its table has ({@code vrf_ip_local_out}).
     *
     * @return whether it was sent
     */
    public boolean behindMaster(Skb skb, Ipv4Packet packet, Route route) {
        return output.behindMaster(skb, packet, route) == null;
    }

    /** The identification of the next packet that is made here ({@code ip_select_ident}). */
    public int nextId() {
        return identifications.next();
    }

    /**
     * Answers a received or own packet with an ICMP error, where rules and rate limits allow one ({@code icmp_send}).
     *
     * @param info the MTU, the pointer or the gateway, in the error's four bytes
     */
    public void sendError(Skb skb, Ipv4Packet about, int type, int code, int info) {
        icmp.send(skb, about, type, code, info);
    }

    /**
     * Takes a fragment on its way through ({@code ip_defrag}): the whole packet, where this was what was missing; null where the
     * fragment waits or has been dropped.
     */
    public @Nullable Ipv4Packet reassemble(Skb skb, Ipv4Packet fragment) {
        return delivery.reassemble(skb, fragment);
    }

    /**
     * Takes a redirect that is about a packet of this flow ({@code ip_do_redirect}).
     *
     * @param skb the redirect as it came in
     */
    public void redirect(Skb skb, Ipv4Packet carrier, IcmpMessage redirect, Flow flow) {
        if ((redirect.code() & 7) <= HIGHEST_REDIRECT) {
            fib.learnRedirect(flow, skb.dev, carrier.source(), redirect.gateway());
        }
    }

    /** The neighbour that a packet was queued for cannot be reached ({@code ipv4_link_failure}). */
    private void linkFailure(Route route, Skb skb) {
        if (skb.payload instanceof Ipv4Packet) {
            Ipv4Packet packet = (Ipv4Packet) skb.payload;
            IpOptions options = null;
            if (packet.options().length() > 0) {
                options = IpOptions.of(packet);
                OptionHost host = receivedOptions.at(skb, packet, route);
                if (OptionCompiler.compile(options, host) >= 0) {
                    return;
                }
                packet = packet.withOptions(options.bytes());
            }
            skb.control = options;
            icmp.send(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.HOST_UNREACHABLE, 0);
        }
    }
}
