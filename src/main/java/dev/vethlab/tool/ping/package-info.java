/**
 * {@code ping} as iputils 20221126 has it, for IPv4 and for root: its options, its schedule in virtual time, every line
 * that it prints, its exit codes (ping/ping.c, ping/ping_common.c). It talks to the kernel through sockets alone.
 */
@NullMarked
package dev.vethlab.tool.ping;

import org.jspecify.annotations.NullMarked;
