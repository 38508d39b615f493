/**
 * Labs drawn by lot that are about devices and filters: bridges, macvlan, VXLAN, VLANs and the like, with firewalls in between. A lab is
 * put together from pieces; the same seed gives the same script on kernels that have the same kinds of devices.
 */
@NullMarked
package dev.vethlab.verify.random.device;

import org.jspecify.annotations.NullMarked;
