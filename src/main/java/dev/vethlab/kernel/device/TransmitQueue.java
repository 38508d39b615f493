package dev.vethlab.kernel.device;

import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a packet passes before its device carries it ({@code struct netdev_queue}, {@code dev_queue_xmit}). */
public final class TransmitQueue {

    private final NetDevice device;
    private @Nullable TrafficControl trafficControl;

    /** Whether what is sent goes out; else the queue drops it ({@code dev_activate}, {@code noop_qdisc}). */
    private boolean active;

    private boolean everUp;

    /** Whether the device is handed several segments of TCP in one, as long as nobody has switched that off. */
    private boolean takesSegments = true;

    TransmitQueue(NetDevice device) {
        this.device = device;
    }

    /** The Linux name of the queueing discipline in place: noop before the first up, after that noqueue where it has no other. */
    public String discipline() {
        TrafficControl control = trafficControl;
        if (control != null) {
            return control.rootKind();
        }
        return everUp ? "noqueue" : "noop";
    }

    /** What is done to the device's packets before and behind it, null where nothing is. */
    public @Nullable TrafficControl trafficControl() {
        return trafficControl;
    }

    /** Has something done to the device's packets from now on, or nothing more. */
    public void setTrafficControl(@Nullable TrafficControl control) {
        trafficControl = control;
    }

    /** Whether the device has ever been set up, since it came into its namespace. */
    public boolean wasEverUp() {
        return everUp;
    }

    void setEverUp(boolean up) {
        everUp = up;
    }

    /** Whether what is sent goes out ({@code dev_activate}). */
    public boolean isActive() {
        return active;
    }

    /** Lets the queue go on, or stops it and throws away what waits in it ({@code dev_activate}, {@code dev_deactivate}). */
    void setActive(boolean goesOn) {
        active = goesOn;
        TrafficControl control = trafficControl;
        if (control != null && !goesOn) {
            control.deactivated();
        }
    }

    void setTakesSegments(boolean takes) {
        takesSegments = takes;
    }

    void send(Skb skb) {
        Softnet softnet = device.net.softnet();
        softnet.disable();
        try {
            skb.dev = device;
            if (!device.hooks.send(skb)) {
                return;
            }
            TrafficControl control = trafficControl;
            if (control != null) {
                control.send(skb);
            } else {
                sendUnqueued(skb);
            }
        } finally {
            softnet.enable();
        }
    }

    /** Sends a packet for which no queue is in the way; without carrier or when the device is down it is dropped. */
    public void sendUnqueued(Skb skb) {
        if (!active) {
            device.stats().txDropped++;
            Drops.drop(skb, DropReason.QDISC_DROP, "noop_enqueue", whyMute(), List.of());
            return;
        }
        startTransmit(skb);
    }

    /** Hands a packet to the device itself ({@code dev_hard_start_xmit}). */
    public void startTransmit(Skb skb) {
        if (skb.segmentSize > 0 && !takesSegments) {
            for (Skb segment : Segments.of(skb)) {
                startTransmit(segment);
            }
            return;
        }
        if (skb.isTagged() && !device.takesTags()) {
            skb.insertTag();
        }
        device.capture(skb, Direction.OUT);
        device.transmit(skb);
    }

    private String whyMute() {
        if (!device.isUp()) {
            return device.name() + " is down";
        }
        if (device.hasCarrier()) {
            return device.name() + " has carrier only now, and its queue is not active yet";
        }
        return device.name() + " has no carrier"
                + device.link()
                        .filter(other -> !other.isUp())
                        .map(other -> ": " + other + " is down")
                        .orElse("");
    }
}
