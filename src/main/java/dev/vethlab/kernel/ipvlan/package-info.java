/**
 * Devices that share another one and its MAC address, told apart by their IP addresses (drivers/net/ipvlan): in L2 mode they
 * ask for neighbours themselves, in L3 mode the namespace of the shared device routes for them.
 */
@NullMarked
package dev.vethlab.kernel.ipvlan;

import org.jspecify.annotations.NullMarked;
