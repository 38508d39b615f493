package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** What a request about a forwarding entry asks for: {@code struct ndmsg} of PF_BRIDGE and the attributes {@code NDA_*}. */
public final class FdbRequest {

    /** The index of the device that the entry is about. */
    public int index;

    public MacAddress address = MacAddress.ZERO;
    public OptionalInt vlan = OptionalInt.empty();

    /** For the device's own list ({@code NTF_SELF}). */
    public boolean self;

    /** For the database of the bridge that it is a port of ({@code NTF_MASTER}). */
    public boolean master;

    /** As if a frame had come from there ({@code NTF_USE}). */
    public boolean use;

    public boolean router;
    public boolean externallyLearned;
    public boolean sticky;

    /** {@code NUD_PERMANENT}: an address of the host. */
    public boolean permanent;

    /** {@code NUD_NOARP}: it does not age. */
    public boolean noArp;

    /** {@code NUD_REACHABLE}. */
    public boolean reachable;

    /** Whether it is to be made if there is none ({@code NLM_F_CREATE}). */
    public boolean create;

    /** Whether there must be none yet ({@code NLM_F_EXCL}). */
    public boolean exclusive;

    /** Whether it is one more for the same address ({@code NLM_F_APPEND}). */
    public boolean append;

    /** Whether it takes the place of another one ({@code NLM_F_REPLACE}). */
    public boolean replace;

    /** The far tunnel end. */
    public Optional<Ipv4Address> destination = Optional.empty();

    public OptionalInt port = OptionalInt.empty();
    public OptionalInt vni = OptionalInt.empty();
    public OptionalInt sourceVni = OptionalInt.empty();

    /** The index of the device that tunnel packets leave by. */
    public OptionalInt via = OptionalInt.empty();

    public OptionalInt nexthop = OptionalInt.empty();
}
