package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.IcmpMessage;

/**
 * How many ICMP messages are sent: a bucket for the whole namespace, and one for each destination, both only for the types
 * in {@code icmp_ratemask} ({@code icmpv4_global_allow}, {@code icmpv4_xrlim_allow}).
 */
final class IcmpRateLimit {

    /** What the first bucket says. */
    enum Verdict {
        /** Not to be sent. */
        REFUSED,
        /** To be sent, and no bucket counts it. */
        UNLIMITED,
        /** To be sent if the destination's bucket allows it too. */
        LIMITED
    }

    private static final int HIGHEST_TYPE = 18;
    private static final int SHORTEST_REFILL = Jiffies.HZ / 50;

    private final Machine machine;
    private final NetSysctls sysctls;
    private final InetPeers peers;
    private int credit;
    private long stamp;

    IcmpRateLimit(Machine machine, NetSysctls sysctls, InetPeers peers) {
        this.machine = machine;
        this.sysctls = sysctls;
        this.peers = peers;
        this.stamp = peers.jiffies() - Jiffies.HZ;
    }

    Verdict global(int type, int code) {
        if (!isLimited(type, code)) {
            return Verdict.UNLIMITED;
        }
        return credit > 0 || refill() ? Verdict.LIMITED : Verdict.REFUSED;
    }

    /** Whether the destination's bucket allows one more; if so, the common bucket is charged. */
    boolean toDestination(Verdict global, Ipv4Address destination, NetDevice device) {
        if (global == Verdict.UNLIMITED) {
            return true;
        }
        boolean allowed = device.isLoopback()
                || peers.allows(peers.get(destination), Jiffies.ofMilliseconds(sysctls.get(NetIpv4.ICMP_RATELIMIT)));
        if (allowed) {
            // One on average, by lot, so that nobody can count what others were sent.
            credit -= machine.random().nextInt(3);
        }
        return allowed;
    }

    private boolean isLimited(int type, int code) {
        boolean pathMtu = type == IcmpMessage.DESTINATION_UNREACHABLE && code == IcmpMessage.FRAGMENTATION_NEEDED;
        return type <= HIGHEST_TYPE && !pathMtu && (1 << type & sysctls.get(NetIpv4.ICMP_RATEMASK)) != 0;
    }

    /** Refills the common bucket, at most fifty times a second ({@code icmp_global_allow}). */
    private boolean refill() {
        long now = peers.jiffies();
        long delta = Math.min(now - stamp, Jiffies.HZ);
        if (delta < SHORTEST_REFILL) {
            return false;
        }
        int more = (int) ((long) sysctls.get(NetIpv4.ICMP_MSGS_PER_SEC) * delta / Jiffies.HZ);
        if (more == 0) {
            return false;
        }
        stamp = now;
        credit = Math.min(credit + more, sysctls.get(NetIpv4.ICMP_MSGS_BURST));
        return true;
    }
}
