package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.vlan.PriorityMaps.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a request asks of a VLAN device ({@code IFLA_VLAN_*}). */
public final class VlanOptions implements LinkOptions {

    /** The EtherType of the tags. */
    public OptionalInt protocol = OptionalInt.empty();

    public OptionalInt id = OptionalInt.empty();

    /** {@code VLAN_FLAG_*} to set, of those in the mask. */
    public int flags;

    public int flagMask;

    public final List<Mapping> ingress = new ArrayList<>();
    public final List<Mapping> egress = new ArrayList<>();
}
