package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Ipv4Packet;

/** The IPv4 protocol of a namespace: the doors by which packets enter and leave it. */
public final class Ipv4 {

    /** Attaches IPv4 and ARP to a namespace. */
    public Ipv4(NetNamespace net, InetDevices inet, Fib fib, NeighbourTable neighbours) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Has a protocol take packets for this host. */
    public void register(int protocol, TransportHandler handler) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Has raw sockets look at packets for this host, before any protocol. */
    public void setRawDelivery(RawDelivery raw) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Receives a packet ({@code ip_rcv}). */
    public void receive(Skb skb) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * Sends a packet made here by its route ({@code ip_local_out}): fragments it where it is too long and may be.
     *
     * @param mayFragment false for a packet whose sender discovers the path MTU: it is refused with EMSGSIZE where it is too long
     * @throws KernelException EMSGSIZE, ENOBUFS, EPERM..., as {@code sendto(2)} gives
     */
    public void localOut(Skb skb, Ipv4Packet packet, Route route, boolean mayFragment) throws KernelException {
        throw new UnsupportedOperationException("to be written");
    }

    /** The identification of the next packet made here to a destination ({@code ip_select_ident}). */
    public int nextId(Ipv4Packet packet) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * Answers a received or own packet with an ICMP error, where rules and rate limits allow one ({@code icmp_send}).
     *
     * @param info the MTU, the pointer or the gateway, in the error's four bytes
     */
    public void sendError(Skb skb, Ipv4Packet about, int type, int code, int info) {
        throw new UnsupportedOperationException("to be written");
    }

    /** The identification of the next packet of a protocol between two addresses ({@code ip_select_ident}). */
    public int nextId(Ipv4Address source, Ipv4Address destination, int protocol) {
        throw new UnsupportedOperationException("to be written");
    }

    /** {@code net.ipv4.ip_default_ttl}. */
    public int defaultTtl() {
        return 64;
    }

    /**
     * Learns what a router says of the path MTU, on behalf of the socket that sent the packet ({@code ipv4_sk_update_pmtu}).
     *
     * @param quoted the packet that was too long
     * @param oif the device that the socket is bound to, 0 for none
     */
    public void updatePmtu(Ipv4Packet quoted, int oif, int mark, int mtu) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * Learns a better gateway, on behalf of the socket that sent the packet ({@code ipv4_sk_redirect}).
     *
     * @param skb the redirect as it came in
     * @param quoted the packet that took the detour
     */
    public void redirect(Skb skb, Ipv4Packet quoted, int oif, int mark, Ipv4Address gateway) {
        throw new UnsupportedOperationException("to be written");
    }
}
