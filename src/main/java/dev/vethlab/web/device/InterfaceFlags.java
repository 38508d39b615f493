package dev.vethlab.web.device;

import dev.vethlab.kernel.device.NetDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flags of an interface under the names, and in the order, of {@code ip link}. */
final class InterfaceFlags {

    private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(NetDevice.IFF_LOOPBACK, "LOOPBACK");
        NAMES.put(NetDevice.IFF_BROADCAST, "BROADCAST");
        NAMES.put(NetDevice.IFF_POINTOPOINT, "POINTOPOINT");
        NAMES.put(NetDevice.IFF_MULTICAST, "MULTICAST");
        NAMES.put(NetDevice.IFF_NOARP, "NOARP");
        NAMES.put(NetDevice.IFF_ALLMULTI, "ALLMULTI");
        NAMES.put(NetDevice.IFF_PROMISC, "PROMISC");
        NAMES.put(NetDevice.IFF_MASTER, "MASTER");
        NAMES.put(NetDevice.IFF_SLAVE, "SLAVE");
        NAMES.put(NetDevice.IFF_DEBUG, "DEBUG");
        NAMES.put(NetDevice.IFF_DYNAMIC, "DYNAMIC");
        NAMES.put(NetDevice.IFF_AUTOMEDIA, "AUTOMEDIA");
        NAMES.put(NetDevice.IFF_PORTSEL, "PORTSEL");
        NAMES.put(NetDevice.IFF_NOTRAILERS, "NOTRAILERS");
        NAMES.put(NetDevice.IFF_UP, "UP");
        NAMES.put(NetDevice.IFF_LOWER_UP, "LOWER_UP");
        NAMES.put(NetDevice.IFF_DORMANT, "DORMANT");
        NAMES.put(NetDevice.IFF_ECHO, "ECHO");
    }

    private InterfaceFlags() {}

    static List<String> of(int flags) {
        List<String> names = new ArrayList<>();
        if ((flags & NetDevice.IFF_UP) != 0 && (flags & NetDevice.IFF_RUNNING) == 0) {
            names.add("NO-CARRIER");
        }
        NAMES.forEach((flag, name) -> {
            if ((flags & flag) != 0) {
                names.add(name);
            }
        });
        return names;
    }
}
