package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.Optional;

/** What a device's side knows of the router that asks for members: its version and its times ({@code in_dev->mr_*}). */
final class IgmpQuerier {

    private static final int QUERY_INTERVAL = 125 * Jiffies.HZ;
    private static final int RESPONSE_INTERVAL = 10 * Jiffies.HZ;
    private static final int SHORT = 8;
    private static final int LONG = 12;
    private static final int UNITS_A_SECOND = 10;

    /**
     * A question for members.
     *
     * @param group 0.0.0.0 for any
     * @param within how many ticks there are to answer
     */
    record Query(int version, Ipv4Address group, int within) {}

    private final InDevice device;
    private final NetSysctls sysctls;
    private long version1Until;
    private long version2Until;
    private int robustness;
    private int queryInterval = QUERY_INTERVAL;
    private int responseInterval = RESPONSE_INTERVAL;

    IgmpQuerier(InDevice device, NetSysctls sysctls) {
        this.device = device;
        this.sysctls = sysctls;
        this.robustness = sysctls.get(NetIpv4.IGMP_QRV);
    }

    private long now() {
        return Jiffies.now(device.device().machine());
    }

    private boolean isForced(int version) {
        return device.isEither(DevConf.FORCE_IGMP_VERSION, version);
    }

    /** {@code IGMP_V1_SEEN}. */
    boolean isVersion1() {
        return isForced(1) || now() < version1Until;
    }

    /** Whether it does not speak version 3. */
    boolean isOld() {
        return isVersion1() || isForced(2) || now() < version2Until;
    }

    /** 1, 2 or 3. */
    int version() {
        return isVersion1() ? 1 : isOld() ? 2 : 3;
    }

    /** How often everything is said, against losses. */
    int robustness() {
        return robustness != 0 ? robustness : sysctls.get(NetIpv4.IGMP_QRV);
    }

    /** Within how many ticks something is said again ({@code unsolicited_report_interval}). */
    int unsolicitedInterval() {
        DevConf setting =
                isOld() ? DevConf.IGMPV2_UNSOLICITED_REPORT_INTERVAL : DevConf.IGMPV3_UNSOLICITED_REPORT_INTERVAL;
        return Math.max(1, Jiffies.ofMilliseconds(device.conf(setting)));
    }

    /** Reads a question and keeps what it says of the router ({@code igmp_heard_query}); nothing for one that does not count. */
    Optional<Query> read(byte[] bytes) {
        int code = bytes[1] & 0xff;
        Ipv4Address group = new Ipv4Address(u32(bytes));
        if (bytes.length == SHORT) {
            return Optional.of(readShort(code, group));
        }
        if (bytes.length < LONG) {
            return Optional.empty();
        }
        if (isVersion1()) {
            return Optional.of(new Query(1, Ipv4Address.ANY, RESPONSE_INTERVAL));
        }
        int within = Math.max(1, floating(code) * (Jiffies.HZ / UNITS_A_SECOND));
        if (isOld()) {
            return Optional.of(new Query(2, group, within));
        }
        int sources = (bytes[10] & 0xff) << 8 | bytes[11] & 0xff;
        robustness = bytes[8] & 7;
        int interval = floating(bytes[9] & 0xff) * Jiffies.HZ;
        queryInterval = interval == 0 ? QUERY_INTERVAL : interval;
        responseInterval = within;
        return group.isAny() && sources != 0 ? Optional.empty() : Optional.of(new Query(3, group, within));
    }

    private Query readShort(int code, Ipv4Address group) {
        long until = now() + (long) robustness() * queryInterval + responseInterval;
        if (code == 0) {
            version1Until = until;
            return new Query(1, Ipv4Address.ANY, RESPONSE_INTERVAL);
        }
        version2Until = until;
        return new Query(2, group, Math.max(1, code * Jiffies.HZ / UNITS_A_SECOND));
    }

    private static int u32(byte[] bytes) {
        return bytes[4] << 24 | (bytes[5] & 0xff) << 16 | (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    }

    /** {@code IGMPV3_MRC}: beyond 127 a number of four bits, shifted by the three before it. */
    private static int floating(int code) {
        return code < 0x80 ? code : (code & 0xf | 0x10) << (code >> 4 & 7) + 3;
    }
}
