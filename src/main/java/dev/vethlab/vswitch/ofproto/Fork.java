package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.NatSpec;
import dev.vethlab.vswitch.flow.FlowKey;
import java.util.Optional;

/**
 * A copy of a packet that goes on after tracking ({@code struct oftrace_recirc_node}).
 *
 * @param number under which its way goes on
 * @param flow what was known of the packet
 * @param nat how it was to be translated
 */
public record Fork(long number, FlowKey flow, Optional<NatSpec> nat) {}
