package dev.vethlab.vswitch.ofproto;

import java.util.BitSet;

/**
 * What a port is to make of VLAN tags ({@code struct ofproto_bundle_settings}).
 *
 * @param tag its VLAN, -1 for none
 * @param trunks the VLANs that it carries, empty for all
 * @param customerVlans where it puts tags around others, those that it takes, empty for all
 * @param serviceProtocol the EtherType of the tags that it puts around others
 */
public record VlanSettings(VlanMode mode, int tag, BitSet trunks, BitSet customerVlans, int serviceProtocol) {}
