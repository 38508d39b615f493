/**
 * VXLAN devices (RFC 7348, drivers/net/vxlan): Ethernet frames in UDP datagrams, which leave and arrive by the IPv4 of the
 * namespace that the device was made in. Its forwarding database says which host a station is behind.
 */
@NullMarked
package dev.vethlab.kernel.vxlan;

import org.jspecify.annotations.NullMarked;
