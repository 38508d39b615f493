/**
 * Bonds: several devices that work as one (drivers/net/bonding). A monitor looks at the carriers of the slaves; in
 * active-backup mode one of them carries everything, in the others all do.
 */
@NullMarked
package dev.vethlab.kernel.bond;

import org.jspecify.annotations.NullMarked;
