package dev.vethlab.kernel.device;

import java.util.ArrayDeque;

/**
 * Follows the carriers of devices: their operational states, and the news of it for listeners, come after the work at hand
 * is done (net/core/link_watch.c). On Linux that may take a second; here it happens when the request ends.
 */
public final class LinkWatch {

    private final ArrayDeque<NetDevice> events = new ArrayDeque<>();
    private int held;

    /** Begins a request that changes devices ({@code rtnl_lock}). */
    public void hold() {
        held++;
    }

    /** Ends it; when it was the outermost, what happened to carriers is worked on ({@code rtnl_unlock}). */
    public void release() {
        try {
            if (held == 1) {
                run();
            }
        } finally {
            held--;
        }
    }

    /** A carrier came or went ({@code linkwatch_fire_event}). */
    void fire(NetDevice device) {
        if (!device.linkEventPending) {
            device.linkEventPending = true;
            events.add(device);
        }
        if (held == 0) {
            hold();
            release();
        }
    }

    /** Sets the operational state by RFC 2863 ({@code rfc2863_policy}). */
    static void applyPolicy(NetDevice device) {
        OperState state = stateOf(device);
        device.operState = device.dormantMode && state == OperState.UP ? OperState.DORMANT : state;
    }

    private void run() {
        NetDevice device;
        while ((device = events.poll()) != null) {
            device.linkEventPending = false;
            if (device.registered) {
                applyPolicy(device);
                stateChanged(device);
            }
        }
    }

    /** Tells everybody about a device that is up ({@code netdev_state_change}). */
    static void stateChanged(NetDevice device) {
        if (device.isUp()) {
            device.net.notifyListeners(DeviceEvent.CHANGE, device);
            device.announce();
        }
    }

    /** {@code default_operstate}: the peer's index is looked up in the device's own namespace, whatever is there. */
    private static OperState stateOf(NetDevice device) {
        if (device.carrier) {
            return OperState.UP;
        }
        int link = device.linkIndex();
        if (link == device.index) {
            return OperState.DOWN;
        }
        boolean lowerIsDown = device.net
                .devices()
                .byIndex(link)
                .map(lower -> !lower.carrier)
                .orElse(false);
        return lowerIsDown ? OperState.LOWERLAYERDOWN : OperState.DOWN;
    }
}
