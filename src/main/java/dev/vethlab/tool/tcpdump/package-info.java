/**
 * What tcpdump 4.99.3 does with packets: filter expressions as libpcap 1.10.3 compiles them, and captures as text. This
 * package works on packets that are there already; it knows no lab and no interface.
 */
@NullMarked
package dev.vethlab.tool.tcpdump;

import org.jspecify.annotations.NullMarked;
