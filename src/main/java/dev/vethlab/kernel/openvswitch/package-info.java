/**
 * The datapath of Open vSwitch (net/openvswitch): ports that hand over what they receive, the device {@code ovs-system} that is
 * their master, devices of the host that are plugged in, and the actions that are done to a packet. What is to be done it asks of a
 * program above ({@link dev.vethlab.kernel.openvswitch.Upcall}): it knows no OpenFlow, no MAC table and no VLANs of ports.
 */
@NullMarked
package dev.vethlab.kernel.openvswitch;

import org.jspecify.annotations.NullMarked;
