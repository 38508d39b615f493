package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;

/** What IPv4 asks of the socket that a packet was sent by ({@code skb->sk}): {@code skb.socket} is one where it is set. */
public interface SendingSocket {

    /** Whether multicast packets come back to this host ({@code sk_mc_loop}). */
    boolean multicastLoop();

    /**
     * Notes an error that arose here about a packet that was to be sent ({@code ip_local_error}); kept only where the
     * socket asks for errors ({@code IP_RECVERR}).
     *
     * @param info the MTU for EMSGSIZE, else 0
     */
    void localError(Errno errno, Ipv4Address destination, int port, int info);
}
