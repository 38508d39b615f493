/**
 * The program {@code ovs-ofctl} of Open vSwitch 3.1 (utilities/ovs-ofctl.c): flows added, changed, deleted and shown, and ports shown, as
 * OpenFlow 1.0 with extensions or a later version says it.
 */
@NullMarked
package dev.vethlab.tool.ovs.ofctl;

import org.jspecify.annotations.NullMarked;
