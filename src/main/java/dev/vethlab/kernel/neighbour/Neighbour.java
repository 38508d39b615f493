package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;

/** A neighbour entry ({@code struct neighbour}). */
public final class Neighbour {

    private final Ipv4Address key;
    private final NetDevice device;
    NudState state = NudState.NONE;
    MacAddress lladdr = MacAddress.ZERO;

    Neighbour(Ipv4Address key, NetDevice device) {
        this.key = key;
        this.device = device;
    }

    /** The address that the entry is about. */
    public Ipv4Address key() {
        return key;
    }

    public NetDevice device() {
        return device;
    }

    public NudState state() {
        return state;
    }

    /** The link layer address; meaningful in a state that {@link NudState#isValid()}. */
    public MacAddress lladdr() {
        return lladdr;
    }

    /**
     * Sends a packet to this neighbour ({@code neigh_output}): at once where its address is known, else after it has been
     * found; when it cannot be found, the packet's {@code dst} is told.
     */
    public void output(Skb skb) {
        throw new UnsupportedOperationException("to be written");
    }
}
