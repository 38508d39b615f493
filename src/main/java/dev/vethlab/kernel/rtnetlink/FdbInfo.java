package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel tells about a forwarding entry ({@code fdb_fill_info}, {@code nlmsg_populate_fdb_fill}).
 *
 * @param index the device that it leads to
 * @param vlan 0 for none
 * @param master the index of the bridge that keeps it, where one does
 * @param self whether the device itself keeps it
 * @param tunnel where it leads beyond the device, where that is a tunnel
 * @param times in seconds, where they are kept
 */
public record FdbInfo(
        int index,
        MacAddress address,
        int vlan,
        State state,
        boolean self,
        boolean router,
        boolean externallyLearned,
        boolean sticky,
        OptionalInt master,
        Optional<Tunnel> tunnel,
        Optional<Times> times) {

    /** {@code NUD_*} as entries of a forwarding database have it. */
    public enum State {
        PERMANENT,
        NOARP,
        STALE,
        REACHABLE
    }

    /** The far end of a tunnel; what is not told is as the device has it. */
    public record Tunnel(
            Optional<Ipv4Address> destination,
            OptionalInt port,
            OptionalInt vni,
            OptionalInt sourceVni,
            OptionalInt via,
            OptionalInt nexthop) {}

    /**
     * Times in seconds.
     *
     * @param used since a frame was last sent there
     * @param updated since it was last heard of
     */
    public record Times(long used, long updated) {}

    /** An address in the list of a device. */
    static FdbInfo own(int index, MacAddress address) {
        return new FdbInfo(
                index,
                address,
                0,
                State.PERMANENT,
                true,
                false,
                false,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
