/**
 * The program {@code bridge}: ports, forwarding entries, VLANs and groups of bridges, as iproute2 6.1 reads its command line
 * and prints its answers (bridge/bridge.c, fdb.c, link.c, vlan.c, mdb.c).
 */
@NullMarked
package dev.vethlab.tool.bridge;

import org.jspecify.annotations.NullMarked;
