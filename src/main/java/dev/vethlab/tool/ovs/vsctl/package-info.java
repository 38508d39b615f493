/**
 * The program {@code ovs-vsctl} of Open vSwitch 3.1 (utilities/ovs-vsctl.c, lib/db-ctl-base.c): one command after the other on a copy of the
 * database, which takes the original's place when all have succeeded.
 */
@NullMarked
package dev.vethlab.tool.ovs.vsctl;

import org.jspecify.annotations.NullMarked;
