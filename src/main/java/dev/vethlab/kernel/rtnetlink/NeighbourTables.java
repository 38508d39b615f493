package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.neighbour.NeighParms;
import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.NeighThresholds;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests about what rules neighbours: RTM_GETNEIGHTBL, RTM_SETNEIGHTBL (net/core/neighbour.c). */
public final class NeighbourTables {

    /** The only table: that of ARP. */
    public static final String ARP = "arp_cache";

    /** What milliseconds become that are negative as a number of 32 bits ({@code MAX_JIFFY_OFFSET}, cut to an int). */
    private static final int LONGEST = -2;

    private static final Set<NeighSetting> TIMES = Set.of(
            NeighSetting.BASE_REACHABLE_TIME,
            NeighSetting.RETRANS_TIME,
            NeighSetting.GC_STALETIME,
            NeighSetting.DELAY_PROBE_TIME,
            NeighSetting.ANYCAST_DELAY,
            NeighSetting.PROXY_DELAY,
            NeighSetting.LOCKTIME);

    private final NetNamespace net;
    private final NeighbourTable table;

    /** Requests made in a namespace. */
    public NeighbourTables(NetNamespace net, NeighbourTable table) {
        this.net = net;
        this.table = table;
    }

    /**
     * What rules the neighbours of a device, or of devices to come.
     *
     * @param index 0 for the defaults
     * @param holders how many hold the settings: the device itself, and its neighbours
     */
    public record Parms(int index, int holders, NeighParms values) {

        /** A setting: a number, a time in milliseconds, or full frames. */
        public long get(NeighSetting setting) {
            int value = values.get(setting);
            if (TIMES.contains(setting)) {
                return milliseconds(value);
            }
            return setting == NeighSetting.QUEUE_LEN_BYTES ? value / Truesize.OF_FULL_FRAME : value;
        }

        /** How long a confirmation counts, in milliseconds. */
        public long reachable() {
            return milliseconds(values.reachableTime());
        }
    }

    /** A limit of all namespaces: a number of entries, or a time in milliseconds. */
    public long limit(NeighThresholds.Which which) {
        long value = table.thresholds().get(which);
        return which == NeighThresholds.Which.GC_INTERVAL ? milliseconds(value * Jiffies.HZ) : value;
    }

    /** The defaults, then the devices, newest first ({@code neightbl_dump_info}). */
    public List<Parms> dump() {
        List<Parms> parms = new ArrayList<>();
        List<NetDevice> devices = new ArrayList<>(net.devices().listed());
        Collections.reverse(devices);
        parms.add(new Parms(0, 1, table.defaults()));
        for (NetDevice device : devices) {
            if (table.hasParms(device)) {
                parms.add(new Parms(device.index(), 1 + table.count(device), table.parms(device)));
            }
        }
        return parms;
    }

    /**
     * Changes what rules the neighbours of a device, and limits; the former stays done where the latter are refused
     * ({@code neightbl_set}).
     *
     * @throws KernelException ENOENT where there is no such table or device, and for what only the first namespace may change
     */
    public void set(NeighbourTableRequest request) throws KernelException {
        if (!request.name().equals(ARP)) {
            throw new KernelException(Errno.ENOENT);
        }
        boolean first = net.sysctls().isInitial();
        if (!request.settings().isEmpty() || request.index() != 0) {
            NeighParms parms = parms(request.index(), first);
            request.settings().forEach((setting, value) -> parms.set(setting, stored(setting, value)));
            net.machine().changed();
        }
        if (!request.limits().isEmpty()) {
            if (!first) {
                throw new KernelException(Errno.ENOENT);
            }
            for (Map.Entry<NeighThresholds.Which, Long> limit : request.limits().entrySet()) {
                boolean time = limit.getKey() == NeighThresholds.Which.GC_INTERVAL;
                int value = (int) (long) limit.getValue();
                table.setThreshold(limit.getKey(), time ? jiffies(value) / Jiffies.HZ : value);
            }
            net.machine().changed();
        }
    }

    /** {@code lookup_neigh_parms}. */
    private NeighParms parms(int index, boolean first) throws KernelException {
        if (index == 0 && first) {
            return table.defaults();
        }
        Optional<NetDevice> device = net.devices().byIndex(index).filter(table::hasParms);
        return table.parms(device.orElseThrow(() -> new KernelException(Errno.ENOENT)));
    }

    private static int stored(NeighSetting setting, long value) {
        if (TIMES.contains(setting)) {
            return jiffies((int) value);
        }
        return setting == NeighSetting.QUEUE_LEN_BYTES ? (int) value * Truesize.OF_FULL_FRAME : (int) value;
    }

    /** {@code msecs_to_jiffies}, of which a setting keeps 32 bits. */
    private static int jiffies(int milliseconds) {
        return milliseconds < 0 ? LONGEST : Jiffies.ofMilliseconds(milliseconds);
    }

    /** {@code jiffies_to_msecs}. */
    private static long milliseconds(long jiffies) {
        return Jiffies.toMilliseconds(jiffies) & 0xffff_ffffL;
    }
}
