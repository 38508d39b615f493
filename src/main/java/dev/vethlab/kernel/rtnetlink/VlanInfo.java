package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.vlan.PriorityMaps.Mapping;
import java.util.List;

/**
 * What there is to tell of a VLAN device ({@code vlan_fill_info}).
 *
 * @param protocol the EtherType of its tags
 * @param flags {@code VLAN_FLAG_*}
 */
public record VlanInfo(int protocol, int id, int flags, List<Mapping> ingress, List<Mapping> egress)
        implements LinkData {}
