package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.machine.Jiffies;

/** The settings of a bridge that are a number and no more ({@code IFLA_BR_MCAST_*}, {@code IFLA_BR_NF_CALL_*}); intervals are in ticks. */
public enum BridgeSetting {
    MCAST_SNOOPING(1),
    MCAST_VLAN_SNOOPING(0),
    MCAST_ROUTER(1),
    MCAST_QUERY_USE_IFADDR(0),
    MCAST_QUERIER(0),
    MCAST_HASH_ELASTICITY(16),
    MCAST_HASH_MAX(4096),
    MCAST_LAST_MEMBER_COUNT(2),
    MCAST_STARTUP_QUERY_COUNT(2),
    MCAST_LAST_MEMBER_INTERVAL(Jiffies.HZ),
    MCAST_MEMBERSHIP_INTERVAL(260L * Jiffies.HZ),
    MCAST_QUERIER_INTERVAL(255L * Jiffies.HZ),
    MCAST_QUERY_INTERVAL(125L * Jiffies.HZ),
    MCAST_QUERY_RESPONSE_INTERVAL(10L * Jiffies.HZ),
    MCAST_STARTUP_QUERY_INTERVAL(125L * Jiffies.HZ / 4),
    MCAST_STATS_ENABLED(0),
    MCAST_IGMP_VERSION(2),
    MCAST_MLD_VERSION(1),
    NF_CALL_IPTABLES(0),
    NF_CALL_IP6TABLES(0),
    NF_CALL_ARPTABLES(0);

    private final long initial;

    BridgeSetting(long initial) {
        this.initial = initial;
    }

    long initial() {
        return initial;
    }

    /** Whether it is a time: told in hundredths of a second, kept in ticks. */
    public boolean isInterval() {
        return name().endsWith("_INTERVAL");
    }
}
