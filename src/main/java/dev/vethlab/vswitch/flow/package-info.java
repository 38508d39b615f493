/**
 * Flows of OpenFlow: what is known of a packet ({@link dev.vethlab.vswitch.flow.FlowKey}, {@code struct flow}), the fields that
 * texts name (lib/meta-flow.c), and matches, read and printed as {@code ovs-ofctl} does (lib/match.c, lib/ofp-match.c).
 */
@NullMarked
package dev.vethlab.vswitch.flow;

import org.jspecify.annotations.NullMarked;
