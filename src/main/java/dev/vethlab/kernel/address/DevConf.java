package dev.vethlab.kernel.address;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Those whose writing is followed by flushing routes alone ({@code DEVINET_SYSCTL_FLUSHING_ENTRY}). */
    private static final Set<DevConf> FLUSHING =
            EnumSet.of(DISABLE_XFRM, DISABLE_POLICY, PROMOTE_SECONDARIES, ROUTE_LOCALNET, DROP_UNICAST_IN_L2_MULTICAST);

    private static final Map<String, DevConf> BY_FILE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DevConf::fileName, Function.identity()));

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
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting with this file. */
    static Optional<DevConf> ofFile(String name) {
        return Optional.ofNullable(BY_FILE.get(name));
    }

    /** Whether a device takes a new value of {@code default} over at once, as long as nobody has set its own. */
    boolean isCopied() {
        return this != FORWARDING && !FLUSHING.contains(this);
    }
}
