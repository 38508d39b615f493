package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;
import java.util.Map;

/** {@code ethtool -i} and {@code -S}: which driver a device has, and what that counts ({@code get_drvinfo}, {@code get_ethtool_stats}). */
final class DriverInfo {

    private static final int NOT_KNOWN = 71;
    private static final int NO_STATISTICS = 94;

    /** Version, version of the firmware, place on a bus. */
    private static final Map<String, String[]> DRIVERS = Map.of(
            "veth", new String[] {"1.0", "", ""},
            "bridge", new String[] {"2.3", "N/A", "N/A"},
            "macvlan", new String[] {"0.1", "", ""},
            "vxlan", new String[] {"0.1", "", ""},
            "tun", new String[] {"1.6", "", "tap"});

    private final Process process;
    private final NetDevice device;

    DriverInfo(Process process, NetDevice device) {
        this.process = process;
        this.device = device;
    }

    int print() {
        String[] driver = DRIVERS.get(device.kind());
        if (driver == null) {
            return Ethtool.fail(process, NOT_KNOWN, "Cannot get driver information: Operation not supported\n");
        }
        String bus = device.kind().equals("tun") && !device.hasEthernetHeader() ? "tun" : driver[2];
        process.out("driver: " + device.kind() + "\n");
        process.out("version: " + driver[0] + "\n");
        process.out("firmware-version: " + driver[1] + "\n");
        process.out("expansion-rom-version: \n");
        process.out("bus-info: " + bus + "\n");
        process.out("supports-statistics: " + (device.kind().equals("veth") ? "yes" : "no") + "\n");
        process.out("supports-test: no\nsupports-eeprom-access: no\nsupports-register-dump: no\n");
        process.out("supports-priv-flags: no\n");
        return 0;
    }

    int printStatistics() {
        if (!device.kind().equals("veth")) {
            return Ethtool.fail(process, NO_STATISTICS, "no stats available\n");
        }
        process.out("NIC statistics:\n");
        line("peer_ifindex", device.link().map(NetDevice::index).orElse(0));
        for (String counter : new String[] {
            "rx_queue_0_xdp_packets",
            "rx_queue_0_xdp_bytes",
            "rx_queue_0_drops",
            "rx_queue_0_xdp_redirect",
            "rx_queue_0_xdp_drops",
            "rx_queue_0_xdp_tx",
            "rx_queue_0_xdp_tx_errors",
            "tx_queue_0_xdp_xmit",
            "tx_queue_0_xdp_xmit_errors"
        }) {
            line(counter, 0);
        }
        return 0;
    }

    private void line(String name, long value) {
        process.out("     " + name + ": " + value + "\n");
    }
}
