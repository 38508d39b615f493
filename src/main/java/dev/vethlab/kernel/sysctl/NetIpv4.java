package dev.vethlab.kernel.sysctl;

/** The settings of a namespace that its protocols go by, as numbers that are quick to get. */
public enum NetIpv4 {
    IP_DEFAULT_TTL("net/ipv4/ip_default_ttl"),
    IP_NONLOCAL_BIND("net/ipv4/ip_nonlocal_bind"),
    IP_NO_PMTU_DISC("net/ipv4/ip_no_pmtu_disc"),
    IP_FORWARD_USE_PMTU("net/ipv4/ip_forward_use_pmtu"),
    IP_FORWARD_UPDATE_PRIORITY("net/ipv4/ip_forward_update_priority"),
    /** Two numbers: the lowest port and the highest. */
    IP_LOCAL_PORT_RANGE("net/ipv4/ip_local_port_range"),
    IP_UNPRIVILEGED_PORT_START("net/ipv4/ip_unprivileged_port_start"),
    /** Two numbers: the lowest group and the highest; nobody where the first is the larger. */
    PING_GROUP_RANGE("net/ipv4/ping_group_range"),
    ICMP_ECHO_IGNORE_ALL("net/ipv4/icmp_echo_ignore_all"),
    ICMP_ECHO_ENABLE_PROBE("net/ipv4/icmp_echo_enable_probe"),
    ICMP_ECHO_IGNORE_BROADCASTS("net/ipv4/icmp_echo_ignore_broadcasts"),
    ICMP_IGNORE_BOGUS_ERROR_RESPONSES("net/ipv4/icmp_ignore_bogus_error_responses"),
    ICMP_ERRORS_USE_INBOUND_IFADDR("net/ipv4/icmp_errors_use_inbound_ifaddr"),
    /** In milliseconds. */
    ICMP_RATELIMIT("net/ipv4/icmp_ratelimit"),
    ICMP_RATEMASK("net/ipv4/icmp_ratemask"),
    ICMP_MSGS_PER_SEC("net/ipv4/icmp_msgs_per_sec"),
    ICMP_MSGS_BURST("net/ipv4/icmp_msgs_burst"),
    MIN_PMTU("net/ipv4/route/min_pmtu"),
    MIN_ADV_MSS("net/ipv4/route/min_adv_mss"),
    /** In seconds. */
    MTU_EXPIRES("net/ipv4/route/mtu_expires"),
    /** In bytes. */
    IPFRAG_HIGH_THRESH("net/ipv4/ipfrag_high_thresh"),
    /** In bytes. */
    IPFRAG_LOW_THRESH("net/ipv4/ipfrag_low_thresh"),
    /** In seconds. */
    IPFRAG_TIME("net/ipv4/ipfrag_time"),
    IPFRAG_MAX_DIST("net/ipv4/ipfrag_max_dist"),
    FIB_MULTIPATH_HASH_POLICY("net/ipv4/fib_multipath_hash_policy"),
    FIB_MULTIPATH_HASH_FIELDS("net/ipv4/fib_multipath_hash_fields"),
    FIB_MULTIPATH_HASH_SEED("net/ipv4/fib_multipath_hash_seed"),
    FIB_MULTIPATH_USE_NEIGH("net/ipv4/fib_multipath_use_neigh"),
    NEXTHOP_COMPAT_MODE("net/ipv4/nexthop_compat_mode"),
    FWMARK_REFLECT("net/ipv4/fwmark_reflect"),
    IGMP_MAX_MEMBERSHIPS("net/ipv4/igmp_max_memberships"),
    IGMP_LINK_LOCAL_MCAST_REPORTS("net/ipv4/igmp_link_local_mcast_reports"),
    IGMP_QRV("net/ipv4/igmp_qrv"),
    RMEM_DEFAULT("net/core/rmem_default"),
    RMEM_MAX("net/core/rmem_max"),
    WMEM_DEFAULT("net/core/wmem_default"),
    WMEM_MAX("net/core/wmem_max");

    private final String path;

    NetIpv4(String path) {
        this.path = path;
    }

    /** Where the setting is, below /proc/sys. */
    public String path() {
        return path;
    }
}
