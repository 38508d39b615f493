package dev.vethlab.kernel.address;

/**
 * The per-device IPv4 settings: the files of {@code net.ipv4.conf.NAME} ({@code enum} of IPV4_DEVCONF_*), in the kernel's
 * order, each with its default in a new namespace.
 */
public enum DevConf {
    FORWARDING(0),
    MC_FORWARDING(0),
    PROXY_ARP(0),
    ACCEPT_REDIRECTS(1),
    SECURE_REDIRECTS(1),
    SEND_REDIRECTS(1),
    SHARED_MEDIA(1),
    RP_FILTER(0),
    ACCEPT_SOURCE_ROUTE(0),
    BOOTP_RELAY(0),
    LOG_MARTIANS(0),
    TAG(0),
    ARP_FILTER(0),
    MEDIUM_ID(0),
    DISABLE_XFRM(0),
    DISABLE_POLICY(0),
    FORCE_IGMP_VERSION(0),
    ARP_ANNOUNCE(0),
    ARP_IGNORE(0),
    PROMOTE_SECONDARIES(0),
    ARP_ACCEPT(0),
    ARP_NOTIFY(0),
    ACCEPT_LOCAL(0),
    SRC_VALID_MARK(0),
    PROXY_ARP_PVLAN(0),
    ROUTE_LOCALNET(0),
    IGMPV2_UNSOLICITED_REPORT_INTERVAL(10000),
    IGMPV3_UNSOLICITED_REPORT_INTERVAL(1000),
    IGNORE_ROUTES_WITH_LINKDOWN(0),
    DROP_UNICAST_IN_L2_MULTICAST(0),
    DROP_GRATUITOUS_ARP(0),
    BC_FORWARDING(0),
    ARP_EVICT_NOCARRIER(1);

    private final int initial;

    DevConf(int initial) {
        this.initial = initial;
    }

    /** The value that {@code all} and {@code default} have in a new namespace, where the kernel does not say otherwise. */
    public int initial() {
        return initial;
    }

    /** The file's name below {@code conf/NAME}. */
    public String fileName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
