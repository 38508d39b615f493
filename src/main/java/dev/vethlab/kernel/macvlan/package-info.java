/**
 * Devices that share another one by MAC address (drivers/net/macvlan.c): frames for their own addresses go to them, and what
 * they send leaves by the shared device. They know no addresses of protocols and no routes.
 */
@NullMarked
package dev.vethlab.kernel.macvlan;

import org.jspecify.annotations.NullMarked;
