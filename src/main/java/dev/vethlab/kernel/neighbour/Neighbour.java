package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Dst;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A neighbour entry ({@code struct neighbour}): a state machine that is driven by packets that want to be sent, by what the
 * protocol hears ({@link NeighbourUpdate}), and by its timer. Its three times are in {@link Jiffies}, as the kernel's are.
 */
public final class Neighbour {

    /** Use the entry now, and so begin to resolve it ({@code NTF_USE}); of requests only. */
    public static final int NTF_USE = 0x01;

    /** A proxy entry ({@code NTF_PROXY}); of requests only. */
    public static final int NTF_PROXY = 0x08;

    /** Learnt elsewhere: never collected ({@code NTF_EXT_LEARNED}). */
    public static final int NTF_EXT_LEARNED = 0x10;

    /** A router ({@code NTF_ROUTER}). */
    public static final int NTF_ROUTER = 0x80;

    /** Kept resolved by the kernel ({@code NTF_EXT_MANAGED}, above the flags that have eight bits). */
    public static final int NTF_MANAGED = 0x100;

    final NeighbourTable table;
    private final Ipv4Address key;
    private final NetDevice device;
    private final NeighParms parms;
    private final UnresolvedQueue queue = new UnresolvedQueue(this);

    /** The next entry of the same hash bucket. */
    @Nullable
    Neighbour next;

    int flags;
    private int protocol;
    boolean dead = true;
    long confirmed;
    long updated;
    private NudState state = NudState.NONE;
    private MacAddress lladdr = MacAddress.ZERO;
    private long used;
    private int probes;
    private boolean headerCached;
    private boolean fast;
    private @Nullable Timer timer;

    Neighbour(NeighbourTable table, Ipv4Address key, NetDevice device, NeighParms parms) {
        this.table = table;
        this.key = key;
        this.device = device;
        this.parms = parms;
        this.used = now();
        this.updated = used;
        this.confirmed = used - 2L * parms.get(NeighSetting.BASE_REACHABLE_TIME);
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

    /** The settings of its device. */
    public NeighParms parms() {
        return parms;
    }

    /** {@code NTF_*} flags that the entry keeps. */
    public int flags() {
        return flags;
    }

    /** Says who made it, as a routing protocol's number. */
    public void setProtocol(int newProtocol) {
        protocol = newProtocol;
    }

    /** Who made it, as a routing protocol's number; 0 where nobody said. */
    public int protocol() {
        return protocol;
    }

    /** Questions asked since it was last known. */
    public int probes() {
        return probes;
    }

    /** When it was last used, confirmed, changed; in jiffies. */
    public long used() {
        return used;
    }

    public long confirmed() {
        return confirmed;
    }

    public long updated() {
        return updated;
    }

    /** Whether it is no longer in the table. */
    public boolean isDead() {
        return dead;
    }

    /** How many hold it besides the table: its timer does ({@code ndm_refcnt}). */
    public int holders() {
        return timer != null && timer.isPending() ? 1 : 0;
    }

    /** Gives a new entry an address that needs no resolution; for {@link NeighbourProtocol#construct}. */
    public void setNoArp(MacAddress address) {
        lladdr = address;
        setState(NudState.NOARP);
    }

    /**
     * Sends a packet to this neighbour ({@code neigh_output}): at once where its address is known, else after it has been
     * found; when it cannot be found, the packet's {@code dst} is told.
     */
    public void output(Skb skb) {
        if (fast) {
            if (device.machine().tracer().isOn()) {
                table.trace.known(this, skb);
            }
            skb.pushHeader(lladdr, device.address());
            device.send(skb);
        } else {
            resolveOutput(skb);
        }
    }

    /** Whether packets leave with the header that is kept for it, without another look at its state. */
    public boolean isConnected() {
        return fast;
    }

    /** Something above has heard from the neighbour, so that it need not be asked ({@code neigh_confirm}). */
    public void confirm() {
        confirmed = now();
    }

    /** {@code neigh_resolve_output}: the way of packets until the header is cached and the entry connected. */
    private void resolveOutput(Skb skb) {
        if (eventSend(skb, true)) {
            headerCached = true;
            setState(state);
            if (device.machine().tracer().isOn()) {
                table.trace.known(this, skb);
            }
            skb.pushHeader(lladdr, device.address());
            device.send(skb);
        }
    }

    /**
     * Somebody wants to send to the neighbour ({@code neigh_event_send_probe}).
     *
     * @param skb what is to be sent; queued or dropped where the answer is false
     * @param immediately whether a question, where one is due, is asked now or in a moment
     * @return whether the packet can go now
     */
    boolean eventSend(@Nullable Skb skb, boolean immediately) {
        used = now();
        if (state.isConnected() || state == NudState.DELAY || state == NudState.PROBE) {
            return true;
        }
        Softnet softnet = device.net().softnet();
        softnet.disable();
        try {
            return eventSendSlow(skb, immediately);
        } finally {
            softnet.enable();
        }
    }

    /** {@code __neigh_event_send}. */
    private boolean eventSendSlow(@Nullable Skb skb, boolean immediately) {
        if (dead) {
            return state == NudState.STALE || refuse(skb, DropReason.NEIGH_DEAD, "__neigh_event_send");
        }
        boolean ask = false;
        if (state == NudState.STALE) {
            setState(NudState.DELAY);
            updated = now();
            startTimer(now() + parms.get(NeighSetting.DELAY_PROBE_TIME));
        } else if (state != NudState.INCOMPLETE) {
            if (parms.get(NeighSetting.MCAST_PROBES) + parms.get(NeighSetting.APP_PROBES) == 0) {
                setState(NudState.FAILED);
                updated = now();
                return refuse(skb, DropReason.NEIGH_FAILED, "__neigh_event_send");
            }
            probes = parms.get(NeighSetting.UCAST_PROBES);
            setState(NudState.INCOMPLETE);
            updated = now();
            ask = immediately;
            startTimer(now() + (immediately ? parms.retransmitTime() : 1));
        }
        boolean waits = state == NudState.INCOMPLETE;
        if (waits && skb != null) {
            queue.add(skb);
        }
        if (ask) {
            probe();
        }
        return !waits;
    }

    private boolean refuse(@Nullable Skb skb, DropReason reason, String function) {
        if (skb != null) {
            skb.dev = device;
            Drops.drop(
                    skb,
                    reason,
                    function,
                    reason == DropReason.NEIGH_DEAD
                            ? "the entry of the neighbour " + key + " is being taken away"
                            : "the address of the neighbour " + key
                                    + " is not asked for: mcast_solicit and app_solicit are 0",
                    List.of());
        }
        return false;
    }

    /** {@code neigh_probe}. */
    private void probe() {
        table.protocol().solicit(this, queue.newest());
        probes++;
    }

    /** {@code neigh_timer_handler}. */
    private void timerFired() {
        Softnet softnet = device.net().softnet();
        softnet.disable();
        try {
            if (state.isTimed()) {
                timerFiredInState();
            }
        } finally {
            softnet.enable();
        }
    }

    private void timerFiredInState() {
        long now = now();
        NudState before = state;
        long at = now + parms.retransmitTime();
        if (state == NudState.REACHABLE) {
            at = stillReachable(now);
        } else if (state == NudState.DELAY) {
            at = delayIsOver(now);
        }
        boolean asking = state == NudState.INCOMPLETE || state == NudState.PROBE;
        if (asking && probes >= mostProbes()) {
            setState(NudState.FAILED);
            invalidate();
            table.tell(this, false);
            return;
        }
        if (state.isTimed()) {
            setTimer(Math.max(at, now + Jiffies.HZ / 100));
        }
        if (asking) {
            probe();
        }
        if (state != before && state != NudState.DELAY) {
            table.tell(this, false);
        }
    }

    private long stillReachable(long now) {
        long until = confirmed + parms.reachableTime();
        int delay = parms.get(NeighSetting.DELAY_PROBE_TIME);
        if (now <= until) {
            return until;
        }
        setState(now <= used + delay ? NudState.DELAY : NudState.STALE);
        updated = now;
        return now + delay;
    }

    private long delayIsOver(long now) {
        updated = now;
        if (now <= confirmed + parms.get(NeighSetting.DELAY_PROBE_TIME)) {
            setState(NudState.REACHABLE);
            return confirmed + parms.reachableTime();
        }
        setState(NudState.PROBE);
        probes = 0;
        return now + parms.retransmitTime();
    }

    /** {@code neigh_max_probes}. */
    private int mostProbes() {
        return parms.get(NeighSetting.UCAST_PROBES)
                + parms.get(NeighSetting.APP_PROBES)
                + parms.get(state == NudState.PROBE ? NeighSetting.MCAST_REPROBES : NeighSetting.MCAST_PROBES);
    }

    /** Tells the senders of what waits that the neighbour cannot be reached ({@code neigh_invalidate}). */
    void invalidate() {
        updated = now();
        Skb skb;
        while (state == NudState.FAILED && (skb = queue.remove()) != null) {
            Dst dst = skb.dst;
            if (dst != null) {
                dst.linkFailure(skb);
            }
            Drops.drop(
                    skb,
                    DropReason.NEIGH_FAILED,
                    "arp_error_report",
                    "nobody has answered for " + key + " on " + device.name(),
                    List.of());
        }
        queue.purge();
    }

    /** Sends what waits, now that the address is known. */
    void sendQueued() {
        Skb skb;
        while (state.isValid() && (skb = queue.remove()) != null) {
            output(skb);
        }
        queue.purge();
    }

    /** Takes the entry out of use, with what waits for it ({@code neigh_flush_dev}, {@code neigh_destroy}). */
    void die() {
        dead = true;
        stopTimer();
        queue.purge();
        setState(state.isValid() ? NudState.NOARP : NudState.NONE);
        fast = false;
    }

    void setState(NudState newState) {
        state = newState;
        fast = headerCached && newState.isConnected() && !dead;
    }

    void setLladdr(MacAddress address) {
        lladdr = address;
    }

    void resetProbes() {
        probes = 0;
    }

    /** {@code neigh_add_timer}: what is confirmed counts as used, but only when the timer is begun, not where it goes on. */
    void startTimer(long expires) {
        used = Math.max(used, confirmed);
        setTimer(expires);
    }

    private void setTimer(long expires) {
        stopTimer();
        timer = Jiffies.at(device.machine(), expires, this::timerFired);
    }

    /** {@code neigh_del_timer}. */
    void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    long now() {
        return Jiffies.now(device.machine());
    }

    @Override
    public String toString() {
        return key + " dev " + device.name() + " lladdr " + lladdr + " " + state;
    }
}
