package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a namespace remembers of finished connections, for later ones between the same addresses (net/ipv4/tcp_metrics.c). Metrics that
 * routes have locked are not looked at.
 */
public final class TcpMetrics {

    /** Peers that are remembered; the oldest makes room. */
    private static final int MOST = 4096;

    private static final long FORGOTTEN_AFTER_NS = 3_600_000_000_000L;

    /** Between which addresses. */
    private record Ends(Ipv4Address local, Ipv4Address remote) {}

    /** What is known, scaled as the kernel keeps it; 0 where nothing is known. */
    private static final class Block {
        private long stampNs;
        private long roundTrip8;
        private long variation4;
        private long slowStartEnd;
        private long congestionWindow;
    }

    /**
     * One peer.
     *
     * @param ageNs how long ago it was last used
     * @param roundTripUs 0 where it is not known, as the rest
     */
    public record Entry(
            Ipv4Address local,
            Ipv4Address remote,
            long ageNs,
            long roundTripUs,
            long variationUs,
            long slowStartEnd,
            long congestionWindow) {}

    private final Machine machine;
    private final NetSysctls sysctls;
    private final Map<Ends, Block> blocks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ends, Block> eldest) {
            return size() > MOST;
        }
    };

    TcpMetrics(Machine machine, NetSysctls sysctls) {
        this.machine = machine;
        this.sysctls = sysctls;
    }

    /** A connection ends in order ({@code tcp_update_metrics}). */
    void update(TcpSocket socket) {
        TcpRoundTrip trip = socket.roundTrip;
        if (sysctls.get(NetIpv4.TCP_NO_METRICS_SAVE) != 0 || trip.smoothed8() == 0) {
            return;
        }
        Block block = blocks.computeIfAbsent(ends(socket), ends -> new Block());
        forgetOld(block);
        long slower = block.roundTrip8 - trip.smoothed8();
        block.roundTrip8 = slower <= 0 ? trip.smoothed8() : block.roundTrip8 - (slower >> 3);
        long variation = Math.max(Math.abs(slower) >> 1, trip.deviation4());
        block.variation4 =
                variation >= block.variation4 ? variation : block.variation4 - ((block.variation4 - variation) >> 2);
        keepWindow(block, socket.sending);
        block.stampNs = machine.nowNs();
    }

    private void keepWindow(Block block, TcpSending sending) {
        boolean keepsEnd = sysctls.get(NetIpv4.TCP_NO_SSTHRESH_METRICS_SAVE) == 0;
        if (sending.slowStartEnd == Integer.MAX_VALUE) {
            if (keepsEnd && block.slowStartEnd != 0) {
                block.slowStartEnd = Math.max(block.slowStartEnd, sending.congestionWindow >> 1);
            }
            block.congestionWindow = Math.max(block.congestionWindow, sending.congestionWindow);
        } else if (sending.congestionWindow >= sending.slowStartEnd && !sending.recovering) {
            if (keepsEnd) {
                block.slowStartEnd = Math.max(sending.congestionWindow >> 1, sending.slowStartEnd);
            }
            block.congestionWindow = (block.congestionWindow + sending.congestionWindow) >> 1;
        } else {
            block.congestionWindow = (block.congestionWindow + sending.slowStartEnd) >> 1;
            if (keepsEnd && block.slowStartEnd != 0) {
                block.slowStartEnd = Math.max(block.slowStartEnd, sending.slowStartEnd);
            }
        }
    }

    /** A connection stands, and takes over what was learnt before ({@code tcp_init_metrics}). */
    void take(TcpSocket socket) {
        Block block = blocks.get(ends(socket));
        if (block == null) {
            return;
        }
        forgetOld(block);
        if (sysctls.get(NetIpv4.TCP_NO_SSTHRESH_METRICS_SAVE) == 0 && block.slowStartEnd != 0) {
            socket.sending.slowStartEnd = (int) block.slowStartEnd;
        }
        socket.roundTrip.expect(block.roundTrip8);
    }

    /** {@code tcpm_check_stamp}. */
    private void forgetOld(Block block) {
        if (machine.nowNs() - block.stampNs > FORGOTTEN_AFTER_NS) {
            block.roundTrip8 = 0;
            block.variation4 = 0;
            block.slowStartEnd = 0;
            block.congestionWindow = 0;
            block.stampNs = machine.nowNs();
        }
    }

    private static Ends ends(TcpSocket socket) {
        return new Ends(socket.receiveSource, socket.destination);
    }

    /** Every peer, oldest first. */
    public List<Entry> dump() {
        List<Entry> entries = new ArrayList<>(blocks.size());
        blocks.forEach((ends, block) -> entries.add(entry(ends, block)));
        return entries;
    }

    /** What is known of a remote address, of the newest local one that it was reached from. */
    public Optional<Entry> get(Ipv4Address remote) {
        Optional<Entry> newest = Optional.empty();
        for (Map.Entry<Ends, Block> each : blocks.entrySet()) {
            if (each.getKey().remote().equals(remote)) {
                newest = Optional.of(entry(each.getKey(), each.getValue()));
            }
        }
        return newest;
    }

    /** Forgets those between local and remote addresses that suit; returns whether there was one. */
    public boolean forget(BiPredicate<Ipv4Address, Ipv4Address> suits) {
        boolean some = blocks.keySet().removeIf(ends -> suits.test(ends.local(), ends.remote()));
        if (some) {
            machine.changed();
        }
        return some;
    }

    private Entry entry(Ends ends, Block block) {
        return new Entry(
                ends.local(),
                ends.remote(),
                machine.nowNs() - block.stampNs,
                block.roundTrip8 >> 3,
                block.variation4 >> 2,
                block.slowStartEnd,
                block.congestionWindow);
    }
}
