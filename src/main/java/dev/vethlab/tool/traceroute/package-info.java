/**
 * {@code traceroute} 2.1.2, the one of Debian: its command line, its probes by UDP, ICMP and TCP, its order of sending and
 * waiting in virtual time, every line that it prints. It talks to the kernel through sockets alone.
 */
@NullMarked
package dev.vethlab.tool.traceroute;

import org.jspecify.annotations.NullMarked;
