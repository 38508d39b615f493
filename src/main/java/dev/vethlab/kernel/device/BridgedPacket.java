package dev.vethlab.kernel.device;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about an IPv4 packet that came in by a port of a bridge and has passed the IPv4 filters there ({@code struct
 * nf_bridge_info}). Copies of a packet share it until one is forwarded.
 */
public final class BridgedPacket {

    /** The port that it came in by. */
    public final NetDevice in;

    /** Where it was going before anybody translated it. */
    public final Ipv4Address destination;

    /** The port that it leaves by; null before that is known, and where it leaves by routing. */
    public @Nullable NetDevice out;

    /** Whether it is before routing now, as the IPv4 filters of a bridge see it. */
    public boolean inPreRouting = true;

    /** Whether it has come up to the host, where it is not filtered before routing a second time. */
    public boolean passedUp;

    /** The source of its frame while a neighbour is asked for the new destination; null at other times. */
    public @Nullable MacAddress asking;

    /** The stand-in for a route that it has while it is bridged; null where it has a route of its own. */
    public @Nullable Dst fake;

    public BridgedPacket(NetDevice in, Ipv4Address destination) {
        this.in = in;
        this.destination = destination;
    }

    /** One of its own for a packet that goes a way of its own ({@code nf_bridge_unshare}). */
    public BridgedPacket unshared() {
        BridgedPacket own = new BridgedPacket(in, destination);
        own.inPreRouting = inPreRouting;
        own.passedUp = passedUp;
        own.fake = fake;
        return own;
    }
}
