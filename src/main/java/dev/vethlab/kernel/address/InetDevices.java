package dev.vethlab.kernel.address;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import org.jspecify.annotations.Nullable;

/** The IPv4 sides of a namespace's devices, and the settings {@code all} and {@code default} ({@code devinet.c}). */
public final class InetDevices {

    private final NetNamespace net;
    private final int[] all = new int[DevConf.values().length];

    /** Begins to follow the devices of a namespace; to be made before the routes and neighbours that listen to it. */
    public InetDevices(NetNamespace net) {
        this.net = net;
    }

    /** The IPv4 side of a device of this namespace, null while it has none ({@code __in_dev_get_rcu}). */
    public @Nullable InDevice of(NetDevice device) {
        throw new UnsupportedOperationException("to be written");
    }

    /** The value of a setting in {@code net.ipv4.conf.all}. */
    public int all(DevConf setting) {
        return all[setting.ordinal()];
    }
}
