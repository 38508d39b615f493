package dev.vethlab.kernel.device;

import org.jspecify.annotations.Nullable;

/** What belongs to the routing domain of a master device: the master itself and its ports (net/l3mdev/l3mdev.c). */
public final class L3mdev {

    private L3mdev() {}

    /** The master of a device's domain, which may be itself; null where it is in none ({@code l3mdev_master_dev_rcu}). */
    public static @Nullable NetDevice master(@Nullable NetDevice device) {
        if (device == null || device instanceof L3Master) {
            return device;
        }
        NetDevice master = device.uppers.master;
        return master instanceof L3Master ? master : null;
    }

    /** The index of that master, 0 for none ({@code l3mdev_master_ifindex_rcu}). */
    public static int masterIndex(@Nullable NetDevice device) {
        NetDevice master = master(device);
        return master == null ? 0 : master.index;
    }

    /** The table of a device's domain, 0 where it is in none ({@code l3mdev_fib_table_rcu}). */
    public static int table(@Nullable NetDevice device) {
        NetDevice master = master(device);
        return master == null ? 0 : ((L3Master) master).table();
    }

    /** Whether a device is a port of a domain, not its master ({@code netif_is_l3_slave}). */
    public static boolean isPort(NetDevice device) {
        return device.uppers.master instanceof L3Master;
    }
}
