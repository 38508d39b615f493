package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.ip.IpListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of a device as {@code ip -d link} prints them, turned into the words that make such a device: what is only shown and
 * what every device of the kind starts with is left out.
 */
final class PrintedOptions {

    /** What a bridge prints of its state, and what cannot be set. */
    private static final Set<String> SHOWN_OF_BRIDGE = Set.of(
            "bridge_id",
            "designated_root",
            "root_port",
            "root_path_cost",
            "topology_change",
            "topology_change_detected",
            "hello_timer",
            "tcn_timer",
            "topology_change_timer",
            "gc_timer");

    private static final Set<String> SHOWN_OF_PORT = Set.of(
            "state",
            "port_id",
            "port_no",
            "designated_port",
            "designated_cost",
            "designated_bridge",
            "designated_root",
            "hold_timer",
            "message_age_timer",
            "forward_delay_timer",
            "topology_change_ack",
            "config_pending",
            "group_fwd_mask_str");

    private static final Set<String> SHOWN_OF_BOND =
            Set.of("active_slave", "arp_interval", "arp_missed_max", "arp_validate", "arp_all_targets");

    /** What each VXLAN and tunnel prints that was asked for nothing else. */
    private static final List<String> USUAL = List.of(
            "srcport 0 0",
            "ttl auto",
            "ttl inherit",
            "ageing 300",
            "udpcsum",
            "noudp6zerocsumtx",
            "noudp6zerocsumrx",
            "pmtudisc",
            "bcqueuelen 1000");

    private static final List<String> VLAN_FLAGS =
            List.of("reorder_hdr", "gvrp", "mvrp", "loose_binding", "bridge_binding");

    private final UsualOptions usual;

    PrintedOptions(UsualOptions usual) {
        this.usual = usual;
    }

    /** The words behind the kind of a device; none where there is nothing to say. */
    List<String> of(Kernel kernel, Namespace namespace, NetDevice device) {
        String kind = device.kind();
        List<String> words = printed(kernel, namespace, device, kind);
        return switch (kind) {
            case "bridge" -> pairs(words, SHOWN_OF_BRIDGE, usual.ofBridge());
            case "bond" -> bond(words);
            case "vlan" -> vlan(words);
            case "macvlan" -> macvlan(words);
            case "ipip" -> withoutUsual(words.subList(Math.min(1, words.size()), words.size()));
            case "tun" -> tun(words);
            case "vxlan" -> withoutUsual(vxlan(words));
            default -> withoutUsual(words);
        };
    }

    /** One for all networks has none of its own, and cannot be asked for one ({@code external id 0}). */
    private static List<String> vxlan(List<String> words) {
        if (!words.contains("external")) {
            return words;
        }
        List<String> kept = new ArrayList<>(words);
        int id = kept.indexOf("id");
        kept.subList(id, id + 2).clear();
        return kept;
    }

    /** The words for what a bridge keeps of a port. */
    List<String> ofPort(Kernel kernel, Namespace namespace, NetDevice device) {
        return device.master().filter(master -> master.kind().equals("bridge")).isPresent()
                ? pairs(printed(kernel, namespace, device, "bridge_slave"), SHOWN_OF_PORT, usual.ofPort(device))
                : List.of();
    }

    /** The words that follow a kind to the end of what is special to it. */
    static List<String> printed(Kernel kernel, Namespace namespace, NetDevice device, String kind) {
        List<String> words = new ArrayList<>();
        boolean inside = false;
        for (String line : IpListing.link(kernel, namespace, device, "-d", "-o").split("\\\\")) {
            List<String> all = List.of(line.strip().split("\\s+"));
            boolean continued = inside && all.get(0).endsWith("gress-qos-map");
            inside = continued || all.get(0).equals(kind) && !words.contains(kind);
            if (inside) {
                words.addAll(continued ? all : all.subList(1, all.size()));
            }
        }
        int end = words.indexOf("numtxqueues");
        int mode = words.indexOf("addrgenmode");
        return words.subList(0, mode >= 0 ? mode : end >= 0 ? end : words.size());
    }

    static Map<String, String> pairs(List<String> words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            pairs.put(words.get(i), words.get(i + 1));
        }
        return pairs;
    }

    private static List<String> pairs(List<String> words, Set<String> shown, Map<String, String> usual) {
        List<String> options = new ArrayList<>();
        pairs(words).forEach((word, value) -> {
            if (!shown.contains(word) && !value.equals(usual.get(word))) {
                options.add(word);
                options.add(value);
            }
        });
        return options;
    }

    private List<String> bond(List<String> words) {
        List<String> options = new ArrayList<>(words.subList(0, Math.min(2, words.size())));
        options.addAll(pairs(words.subList(options.size(), words.size()), SHOWN_OF_BOND, usual.ofBond()));
        return options;
    }

    private static List<String> vlan(List<String> words) {
        List<String> options = new ArrayList<>();
        List<String> flags = List.of();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("protocol") && words.get(i + 1).equals("802.1Q")) {
                i++;
            } else if (word.startsWith("<")) {
                flags = List.of(word.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[<>]", "")
                        .split(","));
            } else if (!word.equals("{") && !word.equals("}")) {
                options.add(word);
            }
        }
        for (String flag : VLAN_FLAGS) {
            if (flags.contains(flag) != flag.equals("reorder_hdr")) {
                options.add(flag);
                options.add(flags.contains(flag) ? "on" : "off");
            }
        }
        return options;
    }

    private static List<String> macvlan(List<String> words) {
        int shown = words.indexOf("usedbcqueuelen");
        int sources = words.indexOf("remotes");
        List<String> options = new ArrayList<>(withoutUsual(words.subList(0, shown < 0 ? words.size() : shown)));
        if (sources >= 0 && sources + 2 < words.size()) {
            options.addAll(List.of("macaddr", "set"));
            options.addAll(words.subList(sources + 2, words.size()));
        }
        return options;
    }

    /** What {@code ip tuntap add} takes. */
    private static List<String> tun(List<String> words) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            String word = words.get(i);
            String value = words.get(i + 1);
            if ((word.equals("pi") || word.equals("vnet_hdr")) && value.equals("on") || word.equals("multi_queue")) {
                options.add(word);
            } else if (word.equals("user") || word.equals("group")) {
                options.addAll(List.of(word, value.equals("root") ? "0" : value));
            }
        }
        return options;
    }

    private static List<String> withoutUsual(List<String> words) {
        String text = words.stream().collect(Collectors.joining(" ", " ", " "));
        for (String phrase : USUAL) {
            text = text.replace(" " + phrase + " ", " ");
        }
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }
}
