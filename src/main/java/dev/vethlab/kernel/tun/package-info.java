/**
 * Devices whose other end is a program (drivers/net/tun.c): what the host sends by one, the program reads, and what the
 * program writes, the host receives. Here the program is whoever holds a {@link dev.vethlab.kernel.tun.TunReader}.
 */
@NullMarked
package dev.vethlab.kernel.tun;

import org.jspecify.annotations.NullMarked;
