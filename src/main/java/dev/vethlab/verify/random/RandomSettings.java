package dev.vethlab.verify.random;

import dev.vethlab.verify.random.Wiring.End;
import java.util.List;

/** Settings drawn by lot: those whose effect a lab can see. */
final class RandomSettings {

    private final Dice dice;
    private final Wiring wiring;

    RandomSettings(Dice dice, Wiring wiring) {
        this.dice = dice;
        this.wiring = wiring;
    }

    /** Settings of {@code all} or {@code default}, before there are devices. */
    void defaults(List<String> script) {
        String namespace = dice.pick(wiring.namespaces);
        script.add(RandomLab.exec(
                namespace, "sysctl -w net.ipv4.conf." + dice.oneOf("all", "default") + "." + ofDevice()));
    }

    /** One setting of a device, of all devices, or of a namespace. */
    String one() {
        String namespace = dice.pick(wiring.namespaces);
        if (dice.chance(30)) {
            return RandomLab.exec(namespace, "sysctl -w 'net.ipv4." + ofNamespace() + "'");
        }
        List<End> ends = wiring.endsIn(namespace);
        String where = ends.isEmpty() || dice.chance(30)
                ? dice.oneOf("all", "all", "default", "lo")
                : dice.pick(ends).device();
        if (dice.chance(10)) {
            return ofNeighbours(where.equals("all") ? "default" : where);
        }
        if (dice.chance(15)) {
            String[] setting = ofDevice().split("=");
            return RandomLab.exec(
                    namespace, "echo " + setting[1] + " > /proc/sys/net/ipv4/conf/" + where + "/" + setting[0]);
        }
        return RandomLab.exec(namespace, "sysctl -w net.ipv4.conf." + where + "." + ofDevice());
    }

    private String ofDevice() {
        return dice.oneOf(
                "rp_filter=" + dice.oneOf(0, 1, 1, 2),
                "rp_filter=" + dice.oneOf(1, 2),
                "accept_local=1",
                "accept_local=1",
                "arp_ignore=" + dice.oneOf(1, 2, 3, 8),
                "arp_announce=" + dice.oneOf(1, 2),
                "arp_filter=1",
                "proxy_arp=1",
                "forwarding=" + dice.oneOf(0, 1),
                "route_localnet=1",
                "send_redirects=0",
                "accept_redirects=0",
                "secure_redirects=0",
                "shared_media=0",
                "arp_accept=1",
                "arp_notify=1",
                "ignore_routes_with_linkdown=1",
                "promote_secondaries=1",
                "drop_gratuitous_arp=1",
                "arp_evict_nocarrier=0",
                "bc_forwarding=1",
                "log_martians=1",
                "src_valid_mark=1",
                "proxy_arp_pvlan=1",
                "arp_accept=" + dice.oneOf(2, 3),
                "arp_ignore=4",
                "medium_id=" + dice.oneOf(-1, 1, 2),
                "accept_source_route=1",
                "drop_unicast_in_l2_multicast=1");
    }

    private String ofNeighbours(String where) {
        return RandomLab.exec(
                dice.pick(wiring.namespaces),
                "sysctl -w net.ipv4.neigh." + where + "."
                        + dice.oneOf(
                                "base_reachable_time_ms=" + dice.oneOf(1000, 5000),
                                "delay_first_probe_time=" + dice.oneOf(1, 2),
                                "retrans_time_ms=" + dice.oneOf(200, 500),
                                "ucast_solicit=1",
                                "mcast_solicit=" + dice.oneOf(0, 1, 2),
                                "app_solicit=1",
                                "unres_qlen=1",
                                "gc_stale_time=1",
                                "locktime=0"));
    }

    private String ofNamespace() {
        return dice.oneOf(
                "icmp_echo_ignore_all=1",
                "icmp_echo_ignore_broadcasts=0",
                "ip_default_ttl=" + dice.oneOf(1, 2, 30, 255),
                "icmp_errors_use_inbound_ifaddr=1",
                "ip_nonlocal_bind=1",
                "ip_forward=" + dice.oneOf(0, 1),
                "ip_no_pmtu_disc=" + dice.oneOf(1, 2, 3),
                "ip_forward_use_pmtu=1",
                "min_adv_mss=300",
                "icmp_ratelimit=0",
                "icmp_ratemask=0",
                "fwmark_reflect=1",
                "ip_early_demux=0",
                "ipfrag_time=1",
                "ipfrag_max_dist=0",
                "ip_local_port_range=50000 50010",
                "ping_group_range=0 0",
                "route.min_pmtu=600",
                "route.mtu_expires=1",
                "fib_multipath_use_neigh=1",
                "fib_multipath_hash_policy=" + dice.between(1, 3),
                "fib_multipath_hash_fields=" + dice.oneOf(0, 1, 7, 63),
                "icmp_ratelimit=100",
                "icmp_ratemask=" + dice.oneOf(8, 6168, 65535),
                "icmp_msgs_per_sec=" + dice.oneOf(0, 1, 10),
                "icmp_msgs_burst=" + dice.oneOf(0, 1),
                "icmp_echo_enable_probe=1",
                "ip_forward_update_priority=0",
                "ipfrag_high_thresh=" + dice.oneOf(0, 1000),
                "igmp_link_local_mcast_reports=0",
                "udp_early_demux=0");
    }
}
