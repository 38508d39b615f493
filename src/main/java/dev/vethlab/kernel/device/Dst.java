package dev.vethlab.kernel.device;

/**
 * Where a packet goes, attached to it after routing ({@code struct dst_entry}). The routing code implements it; devices
 * and neighbours only carry it.
 */
public interface Dst {

    /** The device that it leaves by. */
    NetDevice device();

    /** Tells the sender that the next hop cannot be reached ({@code dst_link_failure}). */
    void linkFailure(Skb skb);
}
