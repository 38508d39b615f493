package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;

/** The values of a bridge's {@link BridgeSetting}s, each checked as the kernel does ({@code br_changelink}). */
public final class BridgeSettings {

    private static final long LEAST_QUERY_INTERVAL = Jiffies.HZ;
    private static final long LARGEST_QUERY_INTERVAL = 24L * 60 * 60 * Jiffies.HZ;

    private final long[] values = new long[BridgeSetting.values().length];

    BridgeSettings() {
        for (BridgeSetting setting : BridgeSetting.values()) {
            values[setting.ordinal()] = setting.initial();
        }
    }

    public long get(BridgeSetting setting) {
        return values[setting.ordinal()];
    }

    public boolean isOn(BridgeSetting setting) {
        return get(setting) != 0;
    }

    /** The value as programs are told it. */
    public long told(BridgeSetting setting) {
        return setting.isInterval() ? Jiffies.toClock(get(setting)) : get(setting);
    }

    /**
     * @param value as programs tell it
     * @throws KernelException EINVAL
     */
    void set(BridgeSetting setting, long value) throws KernelException {
        values[setting.ordinal()] = checked(setting, value);
    }

    private static long checked(BridgeSetting setting, long value) throws KernelException {
        switch (setting) {
            case MCAST_ROUTER:
                return within(value, 0, 2);
            case MCAST_IGMP_VERSION:
                return within(value, 2, 3);
            case MCAST_MLD_VERSION:
                return within(value, 1, 2);
            case MCAST_HASH_ELASTICITY:
                return setting.initial();
            case MCAST_HASH_MAX:
            case MCAST_LAST_MEMBER_COUNT:
            case MCAST_STARTUP_QUERY_COUNT:
                return value;
            case MCAST_QUERY_INTERVAL:
            case MCAST_STARTUP_QUERY_INTERVAL:
                return Math.max(LEAST_QUERY_INTERVAL, Math.min(ticks(value), LARGEST_QUERY_INTERVAL));
            default:
                return setting.isInterval() ? ticks(value) : value == 0 ? 0 : 1;
        }
    }

    private static long within(long value, long least, long most) throws KernelException {
        if (value < least || value > most) {
            throw new KernelException(Errno.EINVAL);
        }
        return value;
    }

    private static long ticks(long clock) {
        return clock * Jiffies.HZ / Jiffies.USER_HZ;
    }
}
