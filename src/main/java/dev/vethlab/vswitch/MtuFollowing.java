package dev.vethlab.vswitch;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.PortType;
import java.util.List;
import java.util.Optional;

/** The host's own devices in a bridge take no longer packets than its other ports can ({@code update_mtu_ofproto}). */
final class MtuFollowing {

    private static final int ETHERNET = 1500;

    private MtuFollowing() {}

    static void settle(Bridge bridge, List<Row> interfaces) {
        int least = 0;
        for (OfPort port : bridge.ports()) {
            Optional<NetDevice> device = port.device();
            if (port.type() == PortType.SYSTEM && device.isPresent()) {
                requested(port.name(), interfaces).ifPresent(wanted -> set(device.get(), wanted.intValue()));
                int mtu = device.get().mtu();
                least = least == 0 ? mtu : Math.min(least, mtu);
            }
        }
        boolean changed = bridge.leastMtu() != (least == 0 ? ETHERNET : least);
        bridge.setLeastMtu(least == 0 ? ETHERNET : least);
        for (OfPort port : bridge.ports()) {
            Optional<NetDevice> device = port.device();
            if (port.type() == PortType.INTERNAL && device.isPresent()) {
                settle(device.get(), bridge.leastMtu(), changed, requested(port.name(), interfaces));
            }
        }
    }

    private static Optional<Long> requested(String name, List<Row> interfaces) {
        return interfaces.stream()
                .filter(row -> row.name().equals(name))
                .flatMap(row -> row.get("mtu_request").number().stream())
                .findFirst();
    }

    private static void settle(NetDevice device, int least, boolean changed, Optional<Long> requested) {
        int wanted = requested.map(Long::intValue).orElse(changed || device.mtu() > least ? least : device.mtu());
        set(device, wanted);
    }

    private static void set(NetDevice device, int wanted) {
        try {
            DeviceSettings.mtu(device, wanted);
        } catch (KernelException refused) {
            // The daemon does not look at the answer.
        }
    }
}
