package dev.vethlab;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** The layers of vethlab, lowest first. Packages of one layer may see each other, as long as they form no circle. */
final class Layer {

    private static final String ROOT = "dev.vethlab";

    private static final List<List<String>> LOWEST_FIRST = List.of(
            List.of("addr"),
            List.of("wire"),
            List.of("kernel.errno", "kernel.trace"),
            List.of("kernel.machine"),
            List.of("kernel.sysctl"),
            List.of("kernel.device"),
            List.of("kernel.sched"),
            List.of("kernel.vlan", "kernel.macvlan", "kernel.bond", "kernel.tun"),
            List.of("kernel.neighbour"),
            List.of("kernel.address"),
            List.of("kernel.route"),
            List.of("kernel.ipv4"),
            List.of("kernel.bridge"),
            List.of("kernel.netfilter"),
            List.of("kernel.ipvlan", "kernel.tunnel", "kernel.vrf"),
            List.of("kernel.socket"),
            List.of("kernel.vxlan"),
            List.of("kernel.openvswitch"),
            List.of("kernel.rtnetlink"),
            List.of("kernel"),
            List.of("vswitch"),
            List.of("tool"),
            List.of("lab"),
            List.of("explain", "grade", "verify"),
            List.of("web", "cli"));

    private Layer() {}

    /** The rank of the layer of that name, 0 for the lowest. */
    static int rankOf(String name) {
        for (int rank = 0; rank < LOWEST_FIRST.size(); rank++) {
            if (LOWEST_FIRST.get(rank).contains(name)) {
                return rank;
            }
        }
        return -1;
    }

    /**
     * The rank of the layer a class lives in: that of its package, or of the nearest package around it that is a layer.
     * The program's start is above all of them, what is not vethlab's is below, and so is a package that nobody has
     * given a place (a new one inside {@code kernel}, say, which must be put into the order above).
     */
    static int of(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (name.equals(ROOT)) {
            return LOWEST_FIRST.size();
        }
        if (!name.startsWith(ROOT + ".")) {
            return -1;
        }
        String layer = name.substring(ROOT.length() + 1);
        while (rankOf(layer) < 0 && layer.contains(".")) {
            layer = layer.substring(0, layer.lastIndexOf('.'));
            if (layer.equals("kernel")) {
                return -1;
            }
        }
        return rankOf(layer);
    }
}
