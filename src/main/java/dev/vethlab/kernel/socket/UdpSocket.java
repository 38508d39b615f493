package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.UdpDatagram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A UDP socket ({@code net/ipv4/udp.c}). */
public final class UdpSocket extends InetSocket {

    private @Nullable Encapsulation encapsulation;

    UdpSocket(Sockets sockets) {
        super(sockets, Ipv4Packet.UDP);
    }

    @Override
    public void bind(Ipv4Address address, int port) throws KernelException {
        if (sourcePort != 0) {
            throw new KernelException(Errno.EINVAL);
        }
        SocketBinding.toAddress(this, address);
        sockets.udpTable().take(this, port);
    }

    @Override
    public void connect(Ipv4Address to, int port) throws KernelException {
        super.connect(to, port);
        autobind();
    }

    /**
     * Sends a datagram; the destination of a connected socket where {@code to} is {@link Ipv4Address#ANY} and the port 0.
     *
     * @throws KernelException EMSGSIZE, EDESTADDRREQ, a pending error, or as routing and output say
     */
    @Override
    public void sendTo(Ipv4Address to, int port, Payload data) throws KernelException {
        if (data.length() > 0xffff) {
            throw new KernelException(Errno.EMSGSIZE);
        }
        boolean named = port != 0 || !connected;
        if (named && port == 0) {
            throw new KernelException(connected ? Errno.EINVAL : Errno.EDESTADDRREQ);
        }
        autobind();
        int toPort = named ? port : destinationPort;
        DatagramOutput way = DatagramOutput.route(this, named ? to : destination, toPort);
        way.send(new UdpDatagram(way.source, way.destination, sourcePort, toPort, data));
    }

    @Override
    boolean forgivesRefusal() {
        return true;
    }

    /** Has a tunnel take what it receives ({@code setup_udp_tunnel_sock}). */
    public void encapsulate(Encapsulation tunnel) {
        encapsulation = tunnel;
    }

    /** Takes a datagram; false where the receive buffer is full ({@code udp_queue_rcv_one_skb}). */
    boolean take(Skb skb, Ipv4Packet packet, UdpDatagram datagram) {
        Encapsulation tunnel = encapsulation;
        if (tunnel != null) {
            tunnel.receive(skb, packet, datagram);
            return true;
        }
        return queue(skb, packet);
    }

    private void autobind() throws KernelException {
        if (sourcePort == 0) {
            sockets.udpTable().take(this, 0);
        }
    }

    @Override
    Optional<IcmpErrno> meaningOf(IcmpMessage error, PathMtuDiscovery pathMtu) {
        return IcmpErrno.ofUdp(error, pathMtu);
    }

    @Override
    public void close() {
        super.close();
        sockets.udpTable().remove(this);
    }

    @Override
    boolean hearsVrfs() {
        return sockets.sysctls().isSet(NetIpv4.UDP_L3MDEV_ACCEPT);
    }
}
