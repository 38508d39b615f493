package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;

/** A raw socket ({@code net/ipv4/raw.c}): sends what follows the IP header, and gets whole packets of its protocol. */
public final class RawSocket extends InetSocket {

    private int icmpFilter;

    RawSocket(Sockets sockets, int protocol) {
        super(sockets, protocol);
    }

    /**
     * {@code ICMP_FILTER}.
     *
     * @param blockedTypes a bit for each ICMP type, 0 to 31, that is not wanted
     */
    public void setIcmpFilter(int blockedTypes) {
        icmpFilter = blockedTypes;
    }

    @Override
    public void bind(Ipv4Address address, int port) throws KernelException {
        SocketBinding.toAddress(this, address);
    }

    @Override
    public void sendTo(Ipv4Address to, int port, Payload data) throws KernelException {
        if (data.length() > 0xffff) {
            throw new KernelException(Errno.EMSGSIZE);
        }
        DatagramOutput.route(this, to, 0).send(data);
    }

    @Override
    boolean waitsForMemory() {
        return false;
    }

    @Override
    boolean forgivesRefusal() {
        return true;
    }

    @Override
    public void close() {
        super.close();
        sockets.rawTable().remove(this);
    }

    /** Whether the filter keeps this packet away ({@code icmp_filter}). */
    boolean filters(Ipv4Packet packet) {
        if (protocol != Ipv4Packet.ICMP) {
            return false;
        }
        int type = icmpType(packet.payload());
        return type < 0 || type < 32 && (icmpFilter >>> type & 1) != 0;
    }

    private static int icmpType(Payload payload) {
        if (payload instanceof IcmpMessage message) {
            return message.type();
        }
        return payload instanceof Bytes bytes && bytes.length() >= IcmpMessage.HEADER_LENGTH ? bytes.at(0) : -1;
    }

    @Override
    boolean hearsVrfs() {
        return sockets.sysctls().isSet(NetIpv4.RAW_L3MDEV_ACCEPT);
    }
}
