/**
 * Virtual routing and forwarding (drivers/net/vrf.c): a master device whose ports route by a table of its own. Which table a
 * lookup goes by is the routing's affair ({@link dev.vethlab.kernel.device.L3mdev}); this package owns the device and what
 * passes it.
 *
 * <p>A packet that the host receives by a port, or sends by one, is shown at the master only to programs that watch the master
 * alone; who watches all devices does not see it there, and so captures do not have it. They have what the master itself
 * carries: packets of the host to itself, and by routes that lead to the master.
 */
@NullMarked
package dev.vethlab.kernel.vrf;

import org.jspecify.annotations.NullMarked;
