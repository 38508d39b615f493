package dev.vethlab.kernel.device;

/** A device whose ports route by a table of its own, as a VRF does ({@code struct l3mdev_ops}); see {@link L3mdev}. */
public interface L3Master {

    /** The number of the table, never 0 ({@code l3mdev_fib_table}). */
    int table();

    /** Takes over a packet that one of its ports, or itself, has received, before it is routed ({@code l3mdev_l3_rcv}). */
    void received(Skb skb);
}
