/**
 * VLAN devices (IEEE 802.1Q and 802.1ad, net/8021q): a device over another one that sends with a tag and receives what has
 * that tag, without it. They know no addresses and no routes.
 */
@NullMarked
package dev.vethlab.kernel.vlan;

import org.jspecify.annotations.NullMarked;
