package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.wire.Bytes;

/**
 * An entry of a socket's error queue ({@code struct sock_extended_err}).
 *
 * @param type the type of the ICMP message, 0 for a local error
 * @param code the code of the ICMP message, 0 for a local error
 * @param info the MTU of EMSGSIZE, else 0
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

    /** Where an error comes from ({@code SO_EE_ORIGIN_*}). */
    public enum Origin {
        LOCAL,
        ICMP
    }
}
