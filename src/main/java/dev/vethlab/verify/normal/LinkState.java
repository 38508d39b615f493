package dev.vethlab.verify.normal;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stable part of what {@code ip -j -d link} says about a link. */
final class LinkState {

    private static final List<String> FIELDS = List.of(
            "ifindex",
            "ifname",
            "link",
            "link_index",
            "link_netnsid",
            "flags",
            "mtu",
            "qdisc",
            "master",
            "operstate",
            "linkmode",
            "group",
            "txqlen",
            "link_type",
            "address",
            "broadcast",
            "permaddr",
            "promiscuity",
            "allmulti",
            "altnames");

    /** Of what is special to a kind. */
    private static final Map<String, List<String>> OF_KINDS = Map.ofEntries(
            Map.entry("vlan", List.of("protocol", "id", "flags")),
            Map.entry(
                    "vxlan",
                    List.of(
                            "id",
                            "group",
                            "remote",
                            "local",
                            "group6",
                            "remote6",
                            "local6",
                            "link",
                            "port",
                            "learning",
                            "proxy",
                            "ttl",
                            "external")),
            Map.entry(
                    "bridge",
                    List.of(
                            "stp_state",
                            "priority",
                            "vlan_filtering",
                            "vlan_protocol",
                            "vlan_default_pvid",
                            "ageing_time",
                            "forward_delay",
                            "hello_time",
                            "max_age",
                            "bridge_id",
                            "root_id",
                            "root_port",
                            "root_path_cost",
                            "topology_change",
                            "topology_change_detected",
                            "group_fwd_mask",
                            "mcast_snooping",
                            "mcast_querier")),
            Map.entry("macvlan", List.of("mode")),
            Map.entry("ipvlan", List.of("mode", "flags")),
            Map.entry("bond", List.of("mode", "active_slave", "miimon", "primary", "xmit_hash_policy")),
            Map.entry("vrf", List.of("table")),
            Map.entry("tun", List.of("type", "pi", "vnet_hdr", "persist")),
            Map.entry("gre", List.of("remote", "local", "ttl", "ikey", "okey")),
            Map.entry("gretap", List.of("remote", "local", "ttl", "ikey", "okey")),
            Map.entry("ipip", List.of("remote", "local", "ttl")),
            Map.entry("sit", List.of("remote", "local", "ttl")),
            Map.entry("geneve", List.of("id", "remote", "port")));

    /** Of what a master keeps of its ports. */
    private static final Map<String, List<String>> OF_PORTS = Map.of(
            "bridge",
            List.of(
                    "state",
                    "priority",
                    "cost",
                    "hairpin",
                    "guard",
                    "root_block",
                    "fastleave",
                    "learning",
                    "flood",
                    "mcast_flood",
                    "bcast_flood",
                    "neigh_suppress",
                    "isolated",
                    "no",
                    "id",
                    "designated_port",
                    "designated_cost",
                    "proxy_arp"),
            "bond",
            List.of("state", "mii_status"),
            "vrf",
            List.of("table"));

    private LinkState() {}

    static ObjectNode reduce(ObjectNode item) {
        ObjectNode link = pick(item, FIELDS);
        JsonNode info = item.path("linkinfo");
        JsonNode kind = info.path("info_kind");
        if (!kind.isMissingNode()) {
            link.set("kind", kind);
            ObjectNode data = pick(info.path("info_data"), OF_KINDS.getOrDefault(kind.asString(""), List.of()));
            if (!data.isEmpty()) {
                link.set("data", data);
            }
        }
        JsonNode master = info.path("info_slave_kind");
        if (!master.isMissingNode()) {
            link.set("slave", master);
            link.set(
                    "slaveData",
                    pick(info.path("info_slave_data"), OF_PORTS.getOrDefault(master.asString(""), List.of())));
        }
        return link;
    }

    private static ObjectNode pick(JsonNode item, List<String> fields) {
        ObjectNode picked = Json.MAPPER.createObjectNode();
        for (String field : fields) {
            if (item.has(field)) {
                picked.set(field, item.get(field));
            }
        }
        return picked;
    }
}
