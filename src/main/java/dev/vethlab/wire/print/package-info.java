/**
 * Packets as text: the lines of {@code tcpdump -nnt} 4.99.3, a class per printer of tcpdump ({@code print-arp.c} is
 * {@link dev.vethlab.wire.print.ArpPrinter}, and so on). The printers read bytes, not values, so that what is cut short
 * or wrong reads as it does there. Protocols above UDP and TCP are not decoded, VXLAN excepted.
 */
@NullMarked
package dev.vethlab.wire.print;

import org.jspecify.annotations.NullMarked;
