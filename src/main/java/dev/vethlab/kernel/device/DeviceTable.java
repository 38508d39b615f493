package dev.vethlab.kernel.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The devices of a namespace by index and by name, and what is done to them. */
public final class DeviceTable {

    private final NetNamespace net;
    private final TreeMap<Integer, NetDevice> byIndex = new TreeMap<>();
    private final Map<String, NetDevice> byName = new HashMap<>();

    DeviceTable(NetNamespace net) {
        this.net = net;
    }

    /** All devices, by rising index. */
    public Collection<NetDevice> all() {
        return byIndex.values();
    }

    public Optional<NetDevice> byIndex(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** By name or by alternative name. */
    public Optional<NetDevice> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The loopback device. */
    public NetDevice loopback() {
        NetDevice loopback = byIndex.get(1);
        if (loopback == null) {
            throw new IllegalStateException(net.label() + " has no loopback device");
        }
        return loopback;
    }
}
