package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A table that iptables knows, and its chains ({@code xtables_ipv4}).
 *
 * @param chains the hooks, in the order in which they are listed
 */
record BuiltinTable(String name, BaseChain.Type type, int priority, List<String> chains) {

    private static final Map<String, HookPoint> POINTS = Map.of(
            "PREROUTING", HookPoint.PRE_ROUTING,
            "INPUT", HookPoint.LOCAL_IN,
            "FORWARD", HookPoint.FORWARD,
            "OUTPUT", HookPoint.LOCAL_OUT,
            "POSTROUTING", HookPoint.POST_ROUTING);

    private static final List<BuiltinTable> ALL = List.of(
            new BuiltinTable(
                    "mangle",
                    BaseChain.Type.FILTER,
                    -150,
                    List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING")),
            new BuiltinTable("security", BaseChain.Type.FILTER, 50, List.of("INPUT", "FORWARD", "OUTPUT")),
            new BuiltinTable("raw", BaseChain.Type.FILTER, -300, List.of("PREROUTING", "OUTPUT")),
            new BuiltinTable("filter", BaseChain.Type.FILTER, 0, List.of("INPUT", "FORWARD", "OUTPUT")),
            new BuiltinTable("nat", BaseChain.Type.NAT, -100, List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING")));

    /** All, in the order in which {@code iptables-save} writes them. */
    static List<BuiltinTable> all() {
        return ALL;
    }

    static Optional<BuiltinTable> of(String name) {
        return ALL.stream().filter(table -> table.name.equals(name)).findFirst();
    }

    BaseChain base(String chain, boolean drops, boolean counted, long order) {
        HookPoint point = Objects.requireNonNull(POINTS.get(chain), chain);
        boolean source = point == HookPoint.LOCAL_IN || point == HookPoint.POST_ROUTING;
        boolean reroutes = name.equals("mangle") && point == HookPoint.LOCAL_OUT;
        int at = type == BaseChain.Type.NAT && source ? 100 : priority;
        return new BaseChain(Family.IP, reroutes ? BaseChain.Type.ROUTE : type, point, at, drops, counted, order);
    }
}
