package dev.vethlab.kernel.device;

/**
 * Who pays for the memory that a packet takes while it waits somewhere in the host ({@code skb_set_owner_w}). A packet that goes
 * straight to another device is paid for and given back within one step, which nobody can see.
 */
public interface SkbOwner {

    /** A packet of so many bytes ({@link Truesize}) begins to wait. */
    void charge(int bytes);

    /** It has been sent or thrown away ({@code sock_wfree}). */
    void release(int bytes);
}
