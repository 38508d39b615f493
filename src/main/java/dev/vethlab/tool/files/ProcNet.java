package dev.vethlab.tool.files;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.NetDevice;
import java.util.Optional;

/** Files below /proc/net. */
final class ProcNet {

    private static final String HEAD = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;

    private ProcNet() {}

    static Optional<String> read(Namespace namespace, String name) {
        return switch (name) {
            case "dev" -> Optional.of(dev(namespace));
            case "arp" -> Optional.of(ProcNetArp.text(namespace));
            case "route" -> Optional.of(ProcNetRoute.text(namespace));
            case "igmp" -> Optional.of(ProcNetGroups.igmp(namespace));
            case "dev_mcast" -> Optional.of(ProcNetGroups.devMcast(namespace));
            default -> Optional.empty();
        };
    }

    /** {@code dev_seq_show}. */
    private static String dev(Namespace namespace) {
        StringBuilder text = new StringBuilder(HEAD);
        for (NetDevice device : namespace.net().devices().all()) {
            DeviceStats stats = device.stats();
            text.append(String.format(
                    "%6s: %7d %7d %4d %4d %4d %5d %10d %9d %8d %7d %4d %4d %4d %5d %7d %10d\n",
                    device.name(),
                    stats.rxBytes,
                    stats.rxPackets,
                    0,
                    stats.rxDropped,
                    0,
                    0,
                    0,
                    0,
                    stats.txBytes,
                    stats.txPackets,
                    0,
                    stats.txDropped,
                    0,
                    0,
                    0,
                    0));
        }
        return text.toString();
    }
}
