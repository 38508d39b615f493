package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;

/**
 * Where frames are sent to ({@code struct vxlan_rdst}).
 *
 * @param port the destination port
 * @param vni the network identifier
 * @param device the index of the device to leave by, 0 for any
 */
public record VxlanRemote(Ipv4Address address, int port, int vni, int device) {}
