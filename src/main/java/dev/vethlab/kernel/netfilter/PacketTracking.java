package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.nat.Nat;

/**
 * What those who track packets away from the hooks need of a namespace: Open vSwitch, whose packets do not pass them
 * ({@code nf_conntrack_in}, {@code nf_ct_nat}).
 */
public record PacketTracking(Ipv4 ipv4, Conntrack conntrack, Nat nat) {}
