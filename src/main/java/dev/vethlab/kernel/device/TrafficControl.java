package dev.vethlab.kernel.device;

/**
 * What is done to the packets of a device before it sends them and after it has received them (net/sched). A device has none
 * as long as nobody has asked for anything but what it does by itself.
 */
public interface TrafficControl {

    /** The name of the queueing discipline at the root, as {@code netem}. */
    String rootKind();

    /**
     * Takes a packet that is to be sent; it is handed to {@link TransmitQueue#startTransmit} at once, later, or never. A packet that
     * the sender is to be told of as not sent is {@link Skb#refused} ({@code NET_XMIT_DROP}).
     */
    void send(Skb skb);

    /** Looks at a packet that was received; false where it goes no further ({@code sch_handle_ingress}). */
    boolean receive(Skb skb);

    /** The device sends no more for now: what waits is thrown away ({@code dev_deactivate}). */
    void deactivated();
}
