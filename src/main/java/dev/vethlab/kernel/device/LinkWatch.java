package dev.vethlab.kernel.device;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the carriers of devices: their operational states, and the news of it for listeners, come after the work at hand is
 * done (net/core/link_watch.c). What is urgent comes at once, all else at most once a second; only, a device that is up is not
 * kept waiting when a request ends, so that no command meets a link that is up and not yet known to be.
 */
public final class LinkWatch {

    private static final long INTERVAL_NS = 1_000_000_000L;

    private final Machine machine;
    private final ArrayDeque<NetDevice> events = new ArrayDeque<>();
    private final List<Runnable> afterRequests = new ArrayList<>();
    private int held;

    private long nextEventNs;

    private @Nullable Timer timer;

    /** Something has always just happened somewhere on a machine: the first event of a lab waits like any other. */
    LinkWatch(Machine machine) {
        this.machine = machine;
        this.nextEventNs = machine.nowNs() + INTERVAL_NS;
    }

    /**
     * How long the next event waits that is not urgent, instead of a whole second: what happened on the machine before nobody
     * knows.
     *
     * @param share of a second, up to 1
     */
    public void begin(double share) {
        nextEventNs = machine.nowNs() + (long) (share * INTERVAL_NS);
    }

    /** Begins a request that changes devices ({@code rtnl_lock}). */
    public void hold() {
        held++;
    }

    /** Ends it; when it was the outermost, what happened to carriers is worked on ({@code rtnl_unlock}). */
    public void release() {
        try {
            if (held == 1) {
                settle();
            }
        } finally {
            held--;
        }
        if (held == 0) {
            afterRequests.forEach(Runnable::run);
        }
    }

    /** Has something done whenever the outermost request that changes devices has ended, for programs that follow the links. */
    public void afterRequests(Runnable action) {
        afterRequests.add(action);
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

    /** Looks at one device at once, if something has happened to its carrier ({@code linkwatch_sync_dev}). */
    public void sync(NetDevice device) {
        if (events.remove(device)) {
            look(device);
        }
    }

    private void settle() {
        if (events.isEmpty()) {
            return;
        }
        if (nextEventNs <= machine.nowNs()) {
            run();
            return;
        }
        runUrgent();
        if (events.stream().anyMatch(NetDevice::isUp)) {
            run();
        } else if (!events.isEmpty() && (timer == null || !timer.isPending())) {
            timer = machine.schedule(nextEventNs - machine.nowNs(), this::run);
        }
    }

    /** {@code __linkwatch_run_queue}. */
    private void run() {
        nextEventNs = machine.nowNs() + INTERVAL_NS;
        NetDevice device;
        while ((device = events.poll()) != null) {
            look(device);
        }
    }

    private void runUrgent() {
        for (int left = events.size(); left > 0; left--) {
            NetDevice device = events.remove();
            if (isUrgent(device)) {
                look(device);
            } else {
                events.add(device);
            }
        }
    }

    /** {@code linkwatch_urgent_event}. */
    private static boolean isUrgent(NetDevice device) {
        return device.isUp() && device.index != device.linkIndex();
    }

    /** {@code linkwatch_do_dev}. */
    private static void look(NetDevice device) {
        device.linkEventPending = false;
        if (device.registered) {
            applyPolicy(device);
            device.queue.setActive(device.isUp() && device.carrier);
            stateChanged(device);
        }
    }

    /** Sets the operational state by RFC 2863 ({@code rfc2863_policy}). */
    static void applyPolicy(NetDevice device) {
        OperState state = stateOf(device);
        device.operState = device.dormantMode && state == OperState.UP ? OperState.DORMANT : state;
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
        boolean lowerIsDown =
                device.net.devices().byIndex(link).map(lower -> !lower.carrier).orElse(false);
        return lowerIsDown ? OperState.LOWERLAYERDOWN : OperState.DOWN;
    }
}
