/** The program {@code ss} of iproute2 6.1, for the TCP, UDP and raw sockets of IPv4. */
@NullMarked
package dev.vethlab.tool.ss;

import org.jspecify.annotations.NullMarked;
