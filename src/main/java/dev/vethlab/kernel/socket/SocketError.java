package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;

/**
 * An entry of a socket's error queue ({@code struct sock_extended_err}).
 *
 * @param type the type of the ICMP message, 0 for a local error
 * @param code the code of the ICMP message, 0 for a local error
 * @param info the MTU of EMSGSIZE; of an ICMP message what else it says: the byte of a parameter problem, the gateway of a redirect
 * @param offender who sent the ICMP message; {@link Ipv4Address#ANY} for a local error
 * @param destination where the packet was to go
 * @param destinationPort the UDP port it was to go to, 0 where there is none
 * @param data what the ICMP message quotes behind the header: from the transport header on for raw and ping sockets, from
 *     the data on for UDP
 * @param replyTtl the time to live that the ICMP message arrived with, 0 for a local error
 * @param atNs when it came up
 */
public record SocketError(
        Errno errno,
        Origin origin,
        int type,
        int code,
        int info,
        Ipv4Address offender,
        Ipv4Address destination,
        int destinationPort,
        Bytes data,
        int replyTtl,
        long atNs) {

    static SocketError local(Errno errno, Ipv4Address destination, int port, int info, long atNs) {
        return new SocketError(
                errno, Origin.LOCAL, 0, 0, info, Ipv4Address.ANY, destination, port, Bytes.EMPTY, 0, atNs);
    }

    /** What an ICMP error that {@code carrier} brought says ({@code ip_icmp_error}). */
    static SocketError icmp(
            Errno errno,
            IcmpMessage error,
            Ipv4Packet carrier,
            Ipv4Address destination,
            int port,
            Bytes data,
            long atNs) {
        return new SocketError(
                errno,
                Origin.ICMP,
                error.type(),
                error.code(),
                info(error),
                carrier.source(),
                destination,
                port,
                data,
                carrier.ttl(),
                atNs);
    }

    private static int info(IcmpMessage error) {
        if (error.type() == IcmpMessage.PARAMETER_PROBLEM) {
            return error.rest() >>> 24;
        }
        if (error.type() == IcmpMessage.REDIRECT) {
            return error.gateway().bits();
        }
        boolean tellsMtu =
                error.type() == IcmpMessage.DESTINATION_UNREACHABLE && error.code() == IcmpMessage.FRAGMENTATION_NEEDED;
        return tellsMtu ? error.mtu() : 0;
    }

    /** Where an error comes from ({@code SO_EE_ORIGIN_*}). */
    public enum Origin {
        LOCAL,
        ICMP
    }
}
