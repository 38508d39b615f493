package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Payload;
import java.util.Optional;

/**
 * A ping socket ({@code net/ipv4/ping.c}): sends echo requests under an identifier of its own, and gets the replies to
 * them alone.
 */
public final class PingSocket extends InetSocket {

    PingSocket(Sockets sockets) {
        super(sockets, dev.vethlab.wire.Ipv4Packet.ICMP);
    }

    @Override
    public void bind(Ipv4Address address, int port) throws KernelException {
        if (sourcePort != 0) {
            throw new KernelException(Errno.EINVAL);
        }
        SocketBinding.toAddress(this, address);
        sockets.pingTable().take(this, port);
    }

    @Override
    public void connect(Ipv4Address to, int port) throws KernelException {
        autobind();
        super.connect(to, port);
    }

    /**
     * Sends an echo request, whose identifier is replaced by the socket's ({@code ping_v4_sendmsg}).
     *
     * @throws KernelException EINVAL for what is no echo request, EMSGSIZE, a pending error, or as routing and output say
     */
    @Override
    public void sendTo(Ipv4Address to, int port, Payload data) throws KernelException {
        if (data.length() > 0xffff) {
            throw new KernelException(Errno.EMSGSIZE);
        }
        if (!(data instanceof IcmpMessage request)
                || request.type() != IcmpMessage.ECHO_REQUEST
                || request.code() != 0) {
            throw new KernelException(Errno.EINVAL);
        }
        autobind();
        DatagramOutput way = DatagramOutput.route(this, to, 0);
        way.send(IcmpMessage.echoRequest(sourcePort, request.sequence(), request.payload()));
    }

    @Override
    Optional<IcmpErrno> meaningOf(IcmpMessage error, PathMtuDiscovery pathMtu) {
        return IcmpErrno.ofPing(error, pathMtu);
    }

    private void autobind() throws KernelException {
        if (sourcePort == 0) {
            sockets.pingTable().take(this, 0);
        }
    }

    @Override
    public void close() {
        super.close();
        sockets.pingTable().remove(this);
    }
}
