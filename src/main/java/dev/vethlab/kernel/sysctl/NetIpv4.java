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
    /** Ticks; with the next four it counts for the whole machine ({@code NetNamespace.machineSysctls}). */
    REDIRECT_LOAD("net/ipv4/route/redirect_load"),
    REDIRECT_NUMBER("net/ipv4/route/redirect_number"),
    REDIRECT_SILENCE("net/ipv4/route/redirect_silence"),
    ERROR_COST("net/ipv4/route/error_cost"),
    ERROR_BURST("net/ipv4/route/error_burst"),
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
    RAW_L3MDEV_ACCEPT("net/ipv4/raw_l3mdev_accept"),
    TCP_L3MDEV_ACCEPT("net/ipv4/tcp_l3mdev_accept"),
    UDP_L3MDEV_ACCEPT("net/ipv4/udp_l3mdev_accept"),
    FWMARK_REFLECT("net/ipv4/fwmark_reflect"),
    IGMP_MAX_MEMBERSHIPS("net/ipv4/igmp_max_memberships"),
    IGMP_LINK_LOCAL_MCAST_REPORTS("net/ipv4/igmp_link_local_mcast_reports"),
    IGMP_QRV("net/ipv4/igmp_qrv"),
    /** Connection tracking: timeouts are in seconds. */
    BRIDGE_NF_CALL_IPTABLES("net/bridge/bridge-nf-call-iptables"),
    BRIDGE_NF_CALL_ARPTABLES("net/bridge/bridge-nf-call-arptables"),
    BRIDGE_NF_FILTER_VLAN_TAGGED("net/bridge/bridge-nf-filter-vlan-tagged"),
    BRIDGE_NF_PASS_VLAN_INPUT_DEV("net/bridge/bridge-nf-pass-vlan-input-dev"),
    NF_CONNTRACK_MAX("net/netfilter/nf_conntrack_max"),
    NF_CONNTRACK_GENERIC_TIMEOUT("net/netfilter/nf_conntrack_generic_timeout"),
    NF_CONNTRACK_ICMP_TIMEOUT("net/netfilter/nf_conntrack_icmp_timeout"),
    NF_CONNTRACK_UDP_TIMEOUT("net/netfilter/nf_conntrack_udp_timeout"),
    NF_CONNTRACK_UDP_TIMEOUT_STREAM("net/netfilter/nf_conntrack_udp_timeout_stream"),
    NF_CONNTRACK_CHECKSUM("net/netfilter/nf_conntrack_checksum"),
    NF_CONNTRACK_ACCT("net/netfilter/nf_conntrack_acct"),
    NF_CONNTRACK_TCP_BE_LIBERAL("net/netfilter/nf_conntrack_tcp_be_liberal"),
    NF_CONNTRACK_TCP_LOOSE("net/netfilter/nf_conntrack_tcp_loose"),
    NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT("net/netfilter/nf_conntrack_tcp_timeout_syn_sent"),
    NF_CONNTRACK_TCP_TIMEOUT_SYN_RECV("net/netfilter/nf_conntrack_tcp_timeout_syn_recv"),
    NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED("net/netfilter/nf_conntrack_tcp_timeout_established"),
    NF_CONNTRACK_TCP_TIMEOUT_FIN_WAIT("net/netfilter/nf_conntrack_tcp_timeout_fin_wait"),
    NF_CONNTRACK_TCP_TIMEOUT_CLOSE_WAIT("net/netfilter/nf_conntrack_tcp_timeout_close_wait"),
    NF_CONNTRACK_TCP_TIMEOUT_LAST_ACK("net/netfilter/nf_conntrack_tcp_timeout_last_ack"),
    NF_CONNTRACK_TCP_TIMEOUT_TIME_WAIT("net/netfilter/nf_conntrack_tcp_timeout_time_wait"),
    NF_CONNTRACK_TCP_TIMEOUT_CLOSE("net/netfilter/nf_conntrack_tcp_timeout_close"),
    NF_CONNTRACK_TCP_TIMEOUT_UNACKNOWLEDGED("net/netfilter/nf_conntrack_tcp_timeout_unacknowledged"),
    TCP_TIMESTAMPS("net/ipv4/tcp_timestamps"),
    TCP_SACK("net/ipv4/tcp_sack"),
    TCP_WINDOW_SCALING("net/ipv4/tcp_window_scaling"),
    TCP_ECN("net/ipv4/tcp_ecn"),
    TCP_SYN_RETRIES("net/ipv4/tcp_syn_retries"),
    TCP_SYN_LINEAR_TIMEOUTS("net/ipv4/tcp_syn_linear_timeouts"),
    TCP_SYNACK_RETRIES("net/ipv4/tcp_synack_retries"),
    TCP_RETRIES2("net/ipv4/tcp_retries2"),
    TCP_ORPHAN_RETRIES("net/ipv4/tcp_orphan_retries"),
    TCP_RTO_MIN_US("net/ipv4/tcp_rto_min_us"),
    TCP_RTO_MAX_MS("net/ipv4/tcp_rto_max_ms"),
    TCP_FIN_TIMEOUT("net/ipv4/tcp_fin_timeout"),
    TCP_NO_METRICS_SAVE("net/ipv4/tcp_no_metrics_save"),
    TCP_NO_SSTHRESH_METRICS_SAVE("net/ipv4/tcp_no_ssthresh_metrics_save"),
    TCP_ABORT_ON_OVERFLOW("net/ipv4/tcp_abort_on_overflow"),
    /** Three numbers: the least, the initial and the largest receive buffer, in bytes. */
    TCP_RMEM("net/ipv4/tcp_rmem"),
    TCP_MIN_SND_MSS("net/ipv4/tcp_min_snd_mss"),
    TCP_EARLY_RETRANS("net/ipv4/tcp_early_retrans"),
    TCP_REFLECT_TOS("net/ipv4/tcp_reflect_tos"),
    TCP_RFC1337("net/ipv4/tcp_rfc1337"),
    TCP_TW_REUSE("net/ipv4/tcp_tw_reuse"),
    TCP_TW_REUSE_DELAY("net/ipv4/tcp_tw_reuse_delay"),
    TCP_INVALID_RATELIMIT("net/ipv4/tcp_invalid_ratelimit"),
    TCP_FWMARK_ACCEPT("net/ipv4/tcp_fwmark_accept"),
    SOMAXCONN("net/core/somaxconn"),
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
