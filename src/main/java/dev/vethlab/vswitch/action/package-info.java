/**
 * What a flow does with packets: the actions of OpenFlow and Open vSwitch's own, read, written, and as each version of the protocol
 * says them (lib/ofp-actions.c, lib/learn.c).
 */
@NullMarked
package dev.vethlab.vswitch.action;

import org.jspecify.annotations.NullMarked;
