/**
 * Sockets as programs use them: raw, ping, UDP, TCP and packet sockets (net/ipv4/raw.c, ping.c, udp.c, af_packet.c).
 */
@NullMarked
package dev.vethlab.kernel.socket;

import org.jspecify.annotations.NullMarked;
