/**
 * {@code ip vrf}: the VRFs are listed (iproute2 ip/ipvrf.c). What runs programs in a VRF is not there: it goes by control groups,
 * of which a simulated machine has none.
 */
@NullMarked
package dev.vethlab.tool.ip.vrf;

import org.jspecify.annotations.NullMarked;
