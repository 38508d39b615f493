package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;

/**
 * A socket as {@code sock_diag} tells of it.
 *
 * @param protocol as in the IPv4 header
 * @param deviceIndex the device it is bound to, 0 for none
 * @param receiveQueue bytes that wait to be read; of a listening socket the connections that wait
 * @param sendQueue bytes that are not acknowledged; of a listening socket the most connections that may wait
 * @param timer what it waits for: 0 nothing, 1 to repeat, 2 keepalive, 3 the end of TIME-WAIT, 4 a larger window
 * @param timerLeftNs for how long yet
 * @param repeated how often it has repeated
 */
public record SocketInfo(
        int protocol,
        TcpState state,
        Ipv4Address local,
        int localPort,
        Ipv4Address remote,
        int remotePort,
        int deviceIndex,
        int receiveQueue,
        int sendQueue,
        int timer,
        long timerLeftNs,
        int repeated) {}
