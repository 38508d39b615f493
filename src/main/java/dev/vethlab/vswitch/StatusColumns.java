package dev.vethlab.vswitch;

import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.Switch;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The columns by which the daemon tells of the state of things ({@code iface_refresh_netdev_status}, {@code iface_refresh_stats}). */
final class StatusColumns {

    private static final long MEGABIT = 1_000_000;

    private final Switch bridges;

    StatusColumns(Switch bridges) {
        this.bridges = bridges;
    }

    void refresh(Database database) {
        for (Row bridge : database.rows(Schema.BRIDGE)) {
            bridge.set("datapath_version", "<unknown>");
        }
        for (Row row : database.rows(Schema.INTERFACE)) {
            Optional<OfPort> port = bridges.bridges().stream()
                    .flatMap(bridge -> bridge.port(row.name()).stream())
                    .findFirst();
            if (port.isPresent()) {
                port(row, port.get());
            } else {
                clear(row);
            }
        }
    }

    private static void clear(Row row) {
        for (String column : new String[] {
            "admin_state",
            "duplex",
            "ifindex",
            "link_resets",
            "link_speed",
            "link_state",
            "mac_in_use",
            "mtu",
            "statistics",
            "status"
        }) {
            row.set(column, Datum.EMPTY);
        }
    }

    private static void port(Row row, OfPort port) {
        Optional<NetDevice> found = port.device();
        long[] counts = port.counts();
        row.set("mac_in_use", port.address().toString());
        row.set("link_resets", 0L);
        if (found.isEmpty()) {
            row.set("admin_state", "up");
            row.set("link_state", "up");
            row.set(
                    "ifindex",
                    Datum.of(port.vport()
                            .map(vport -> (long) vport.device().index())
                            .orElse(0L)));
            row.set("statistics", statistics(counts, Map.of()));
            return;
        }
        NetDevice device = found.get();
        row.set("admin_state", device.isUp() ? "up" : "down");
        row.set("link_state", device.isOperational() ? "up" : "down");
        row.set("ifindex", (long) device.index());
        row.set("mtu", (long) device.mtu());
        row.set("duplex", device.speed() > 0 ? Datum.of("full") : Datum.EMPTY);
        row.set("link_speed", device.speed() > 0 ? Datum.of(device.speed() * MEGABIT) : Datum.EMPTY);
        boolean plain = !device.kind().equals("openvswitch");
        row.set(
                "status",
                Datum.map(
                        plain
                                ? Map.of("driver_name", device.kind(), "driver_version", "1.0", "firmware_version", "")
                                : Map.of("driver_name", device.kind())));
        row.set("statistics", ofDevice(device, port.name().equals(device.name()) && !plain));
    }

    /** The counters of a device; those of one that is plugged in are seen from the switch, the other way round. */
    private static Datum ofDevice(NetDevice device, boolean swapped) {
        DeviceStats stats = device.stats();
        long[] counts = swapped
                ? new long[] {stats.txPackets, stats.txBytes, stats.rxPackets, stats.rxBytes}
                : new long[] {stats.rxPackets, stats.rxBytes, stats.txPackets, stats.txBytes};
        Map<String, String> more = new TreeMap<>();
        for (String name : new String[] {
            "collisions", "rx_crc_err", "rx_frame_err", "rx_missed_errors", "rx_multicast_packets", "rx_over_err"
        }) {
            more.put(name, "0");
        }
        more.put("rx_dropped", Long.toString(swapped ? stats.txDropped : stats.rxDropped));
        more.put("tx_dropped", Long.toString(swapped ? stats.rxDropped : stats.txDropped));
        more.put("rx_errors", Long.toString(swapped ? stats.txErrors : 0));
        more.put("tx_errors", Long.toString(swapped ? 0 : stats.txErrors));
        return statistics(counts, more);
    }

    private static Datum statistics(long[] counts, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.put("rx_packets", Long.toString(counts[0]));
        all.put("rx_bytes", Long.toString(counts[1]));
        all.put("tx_packets", Long.toString(counts[2]));
        all.put("tx_bytes", Long.toString(counts[3]));
        Map<Object, Object> entries = new TreeMap<>();
        all.forEach((key, value) -> entries.put(key, Long.valueOf(value)));
        return new Datum(entries);
    }
}
