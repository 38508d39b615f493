/** The program {@code ovs-appctl} of Open vSwitch 3.1: what {@code ovs-vswitchd} tells when it is asked (ofproto/ofproto-dpif.c, lib/dpctl.c). */
@NullMarked
package dev.vethlab.tool.ovs.appctl;

import org.jspecify.annotations.NullMarked;
