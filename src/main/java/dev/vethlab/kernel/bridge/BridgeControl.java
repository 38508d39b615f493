package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import java.util.Map;
import java.util.Optional;

/** What requests do to bridges and ports, one attribute after the other (net/bridge/br_netlink.c). As on Linux, what came before a refused one stays done. */
public final class BridgeControl {

    private static final int LEAST_HELLO = Jiffies.HZ;
    private static final int LARGEST_HELLO = 10 * Jiffies.HZ;
    private static final int LEAST_MAX_AGE = 6 * Jiffies.HZ;
    private static final int LARGEST_MAX_AGE = 40 * Jiffies.HZ;

    /** STP, pause frames and link aggregation, which are never forwarded by request ({@code BR_GROUPFWD_RESTRICTED}). */
    private static final int NEVER_FORWARDED = 7;

    private static final int PAUSE = 2;
    private static final int LARGEST_ROUTER = 2;

    private BridgeControl() {}

    /**
     * {@code br_changelink}.
     *
     * @param wanted ordered as {@link BridgeAttribute} is
     */
    public static void change(Bridge bridge, Map<BridgeAttribute, Long> wanted) throws KernelException {
        for (Map.Entry<BridgeAttribute, Long> one : wanted.entrySet()) {
            Optional<BridgeSetting> setting = one.getKey().setting();
            if (setting.isPresent()) {
                bridge.set(setting.get(), one.getValue());
            } else {
                change(bridge, one.getKey(), one.getValue());
            }
        }
    }

    private static void change(Bridge bridge, BridgeAttribute attribute, long value) throws KernelException {
        switch (attribute) {
            case FORWARD_DELAY -> setForwardDelay(bridge.stp(), ticks(value));
            case HELLO_TIME -> bridge.stp().setHelloTime(within(ticks(value), LEAST_HELLO, LARGEST_HELLO));
            case MAX_AGE -> bridge.stp().setMaxAge(within(ticks(value), LEAST_MAX_AGE, LARGEST_MAX_AGE));
            case AGEING_TIME -> bridge.setAgeingTime(ticks(value));
            case STP_STATE -> bridge.stp().turn(value != 0);
            case PRIORITY -> bridge.stp().setPriority((int) value);
            case GROUP_FWD_MASK -> {
                if ((value & NEVER_FORWARDED) != 0) {
                    throw new KernelException(Errno.EINVAL);
                }
                bridge.setGroupForwardMask((int) value);
            }
            case GROUP_ADDRESS -> setGroupAddress(bridge, new MacAddress(value));
            case FDB_FLUSH -> bridge.fdb().flush();
            case NO_LINKLOCAL_LEARN -> bridge.setDeafToLinkLocalSources(value != 0);
            default -> changeVlans(bridge, attribute, (int) value);
        }
    }

    private static void changeVlans(Bridge bridge, BridgeAttribute attribute, int value) throws KernelException {
        bridge.machine().build().complete();
        BridgeVlans vlans = bridge.vlanFilter();
        switch (attribute) {
            case VLAN_FILTERING -> vlans.setFiltering(value != 0);
            case VLAN_PROTOCOL -> vlans.setProtocol(value);
            case VLAN_DEFAULT_PVID -> vlans.setDefaultPvid(value);
            case VLAN_STATS_ENABLED -> vlans.setStatistics(value);
            default -> vlans.setStatisticsPerPort(value);
        }
    }

    private static void setForwardDelay(Stp stp, long ticks) throws KernelException {
        if (stp.isOn()) {
            within(ticks, Stp.LEAST_FORWARD_DELAY, Stp.LARGEST_FORWARD_DELAY);
        }
        stp.setForwardDelay((int) ticks);
    }

    private static void setGroupAddress(Bridge bridge, MacAddress address) throws KernelException {
        int last = address.octet(5);
        if (!BridgeInput.isLinkLocal(address) || last >= 1 && last <= 3) {
            throw new KernelException(Errno.EINVAL);
        }
        bridge.setGroupAddress(address);
    }

    /**
     * {@code br_setport}.
     *
     * @param wanted ordered as {@link PortAttribute} is
     */
    public static void change(BridgePort port, Map<PortAttribute, Long> wanted) throws KernelException {
        for (Map.Entry<PortAttribute, Long> one : wanted.entrySet()) {
            Optional<PortFlag> flag = one.getKey().flag();
            if (flag.isPresent()) {
                port.set(flag.get(), one.getValue() != 0);
                port.bridge().recalculateSuppression();
            } else {
                change(port, one.getKey(), one.getValue());
            }
        }
    }

    private static void change(BridgePort port, PortAttribute attribute, long value) throws KernelException {
        StpPortControl stp = new StpPortControl(port.bridge().stp());
        switch (attribute) {
            case COST -> stp.setPathCost(port, value);
            case PRIORITY -> stp.setPortPriority(port, (int) value);
            case STATE -> stp.setState(port, (int) value);
            case FDB_FLUSH -> port.bridge().fdb().deleteByPort(port, 0, false);
            case MCAST_ROUTER -> {
                if (value < 0 || value > LARGEST_ROUTER + 1) {
                    throw new KernelException(Errno.EINVAL);
                }
                port.multicastRouter = (int) value;
            }
            case GROUP_FWD_MASK -> {
                if ((value & PAUSE) != 0) {
                    throw new KernelException(Errno.EINVAL);
                }
                port.groupForwardMask = (int) value;
            }
            default -> setBackup(port, (int) value);
        }
    }

    /** {@code nbp_backup_change}. */
    private static void setBackup(BridgePort port, int index) throws KernelException {
        if (index == 0) {
            port.backup = null;
            return;
        }
        NetDevice device =
                port.device().net().devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENOENT));
        BridgePort backup = port.bridge().portOf(device);
        if (backup == null) {
            throw new KernelException(Errno.ENOENT);
        }
        if (backup == port || backup.backup != null) {
            throw new KernelException(Errno.EINVAL);
        }
        port.backup = backup;
    }

    private static int within(long ticks, int least, int most) throws KernelException {
        if (ticks < least || ticks > most) {
            throw new KernelException(Errno.ERANGE);
        }
        return (int) ticks;
    }

    private static long ticks(long clock) {
        return clock * Jiffies.HZ / Jiffies.USER_HZ;
    }
}
