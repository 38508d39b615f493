package dev.vethlab.vswitch.ofproto;

import java.util.BitSet;
import java.util.Set;

/**
 * What a mirror is to do ({@code struct ofproto_mirror_settings}).
 *
 * @param all whether packets of all ports are copied
 * @param sources the ports by name whose packets are copied when they come in
 * @param destinations the ports by name whose packets are copied when they go out
 * @param vlans the VLANs that packets must be in, empty for any
 * @param output the port that copies go to, empty where they go into a VLAN
 */
public record MirrorSettings(
        boolean all, Set<String> sources, Set<String> destinations, BitSet vlans, String output, int outputVlan) {}
