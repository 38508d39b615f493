package dev.vethlab.kernel.netfilter.nat;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.netfilter.conntrack.Connection;

/** Which end of a packet is changed ({@code enum nf_nat_manip_type}). */
public enum NatManip {
    SOURCE(Connection.SRC_NAT, Connection.SRC_NAT_DONE),
    DESTINATION(Connection.DST_NAT, Connection.DST_NAT_DONE);

    private final int status;
    private final int done;

    NatManip(int status, int done) {
        this.status = status;
        this.done = done;
    }

    /** What a hook changes ({@code HOOK2MANIP}). */
    public static NatManip at(HookPoint point) {
        return point == HookPoint.POST_ROUTING || point == HookPoint.LOCAL_IN ? SOURCE : DESTINATION;
    }

    /** The status bit of connections that are changed at this end. */
    public int status() {
        return status;
    }

    /** The status bit of connections for which it is decided. */
    int done() {
        return done;
    }

    /** The other end. */
    public NatManip other() {
        return this == SOURCE ? DESTINATION : SOURCE;
    }
}
