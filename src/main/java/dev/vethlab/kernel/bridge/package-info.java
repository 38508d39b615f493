/**
 * The Linux bridge (net/bridge): a device whose ports receive for it, with a forwarding database, VLAN filtering, the
 * spanning tree protocol and the part of multicast snooping that can be seen. It knows devices and their frames, and joins
 * groups as a host; addresses and routes of the bridge device are the business of the layers that see it as any other device.
 *
 * <p>A bridge is unaware of VLANs, as a kernel built without {@code CONFIG_BRIDGE_VLAN_FILTERING}, until the first request
 * about its VLANs; from then on it is as if it had known them from the beginning.
 */
@NullMarked
package dev.vethlab.kernel.bridge;

import org.jspecify.annotations.NullMarked;
