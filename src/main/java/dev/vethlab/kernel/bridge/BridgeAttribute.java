package dev.vethlab.kernel.bridge;

import java.util.Optional;

/** What a request can change of a bridge ({@code IFLA_BR_*}), in the order in which the kernel does it. Times are in hundredths of a second. */
public enum BridgeAttribute {
    FORWARD_DELAY,
    HELLO_TIME,
    MAX_AGE,
    AGEING_TIME,
    STP_STATE,
    PRIORITY,
    VLAN_FILTERING,
    VLAN_PROTOCOL,
    VLAN_DEFAULT_PVID,
    VLAN_STATS_ENABLED,
    VLAN_STATS_PER_PORT,
    GROUP_FWD_MASK,
    GROUP_ADDRESS,
    FDB_FLUSH,
    MCAST_ROUTER(BridgeSetting.MCAST_ROUTER),
    MCAST_SNOOPING(BridgeSetting.MCAST_SNOOPING),
    MCAST_QUERY_USE_IFADDR(BridgeSetting.MCAST_QUERY_USE_IFADDR),
    MCAST_QUERIER(BridgeSetting.MCAST_QUERIER),
    MCAST_HASH_ELASTICITY(BridgeSetting.MCAST_HASH_ELASTICITY),
    MCAST_HASH_MAX(BridgeSetting.MCAST_HASH_MAX),
    MCAST_LAST_MEMBER_COUNT(BridgeSetting.MCAST_LAST_MEMBER_COUNT),
    MCAST_STARTUP_QUERY_COUNT(BridgeSetting.MCAST_STARTUP_QUERY_COUNT),
    MCAST_LAST_MEMBER_INTERVAL(BridgeSetting.MCAST_LAST_MEMBER_INTERVAL),
    MCAST_MEMBERSHIP_INTERVAL(BridgeSetting.MCAST_MEMBERSHIP_INTERVAL),
    MCAST_QUERIER_INTERVAL(BridgeSetting.MCAST_QUERIER_INTERVAL),
    MCAST_QUERY_INTERVAL(BridgeSetting.MCAST_QUERY_INTERVAL),
    MCAST_QUERY_RESPONSE_INTERVAL(BridgeSetting.MCAST_QUERY_RESPONSE_INTERVAL),
    MCAST_STARTUP_QUERY_INTERVAL(BridgeSetting.MCAST_STARTUP_QUERY_INTERVAL),
    MCAST_STATS_ENABLED(BridgeSetting.MCAST_STATS_ENABLED),
    MCAST_IGMP_VERSION(BridgeSetting.MCAST_IGMP_VERSION),
    MCAST_MLD_VERSION(BridgeSetting.MCAST_MLD_VERSION),
    NF_CALL_IPTABLES(BridgeSetting.NF_CALL_IPTABLES),
    NF_CALL_IP6TABLES(BridgeSetting.NF_CALL_IP6TABLES),
    NF_CALL_ARPTABLES(BridgeSetting.NF_CALL_ARPTABLES),
    NO_LINKLOCAL_LEARN,
    MCAST_VLAN_SNOOPING(BridgeSetting.MCAST_VLAN_SNOOPING);

    private final Optional<BridgeSetting> setting;

    BridgeAttribute() {
        this.setting = Optional.empty();
    }

    BridgeAttribute(BridgeSetting setting) {
        this.setting = Optional.of(setting);
    }

    /** The plain setting that it is, if it is one. */
    public Optional<BridgeSetting> setting() {
        return setting;
    }
}
