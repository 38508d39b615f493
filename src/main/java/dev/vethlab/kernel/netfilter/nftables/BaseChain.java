package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What makes a chain one that packets enter by themselves ({@code struct nft_base_chain}). */
public final class BaseChain {

    /** What a chain may do. */
    public enum Type {
        FILTER,
        NAT,
        /** The packet is routed anew where the chain changed it. */
        ROUTE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, HookPoint> HOOKS = Map.of(
            "prerouting", HookPoint.PRE_ROUTING,
            "input", HookPoint.LOCAL_IN,
            "forward", HookPoint.FORWARD,
            "output", HookPoint.LOCAL_OUT,
            "postrouting", HookPoint.POST_ROUTING,
            "ingress", HookPoint.INGRESS,
            "egress", HookPoint.EGRESS);

    private final Family family;
    private final Type type;
    private final HookPoint point;
    private final int priority;
    private final boolean counted;
    private final long order;
    private final List<String> devices;
    private boolean drops;
    private long packets;
    private long bytes;

    /**
     * @param counted whether it counts the packets that come to its end
     * @param order grows with every base chain of a machine
     */
    public BaseChain(
            Family family, Type type, HookPoint point, int priority, boolean drops, boolean counted, long order) {
        this(family, type, point, priority, drops, counted, order, List.of());
    }

    /** @param devices the names of the devices that it belongs to; empty for one that belongs to none */
    public BaseChain(
            Family family,
            Type type,
            HookPoint point,
            int priority,
            boolean drops,
            boolean counted,
            long order,
            List<String> devices) {
        this.family = family;
        this.type = type;
        this.point = point;
        this.priority = priority;
        this.drops = drops;
        this.counted = counted;
        this.order = order;
        this.devices = List.copyOf(devices);
    }

    public static Optional<HookPoint> hook(String word) {
        return Optional.ofNullable(HOOKS.get(word));
    }

    /** The word for the hook. */
    public String hookWord() {
        return HOOKS.entrySet().stream()
                .filter(entry -> entry.getValue() == point)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    public Type type() {
        return type;
    }

    public HookPoint point() {
        return point;
    }

    public int priority() {
        return priority;
    }

    /**
     * The names of the devices that it belongs to, in the order in which they were given: whichever device has such a name has the
     * chain ({@code struct nft_hook}).
     */
    public List<String> devices() {
        return devices;
    }

    /** Which base chain was made first. */
    public long order() {
        return order;
    }

    /** Whether packets that no rule decides about are dropped. */
    public boolean drops() {
        return drops;
    }

    public void setDrops(boolean newDrops) {
        drops = newDrops;
    }

    public boolean isCounted() {
        return counted;
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public void setCount(long newPackets, long newBytes) {
        packets = newPackets;
        bytes = newBytes;
    }

    void count(int length) {
        if (counted) {
            packets++;
            bytes += length;
        }
    }

    /** The priority as {@code nft} writes it: by the name of a standard one nearby. */
    public String priorityText(TextStyle style) {
        if (!style.numericPriority()) {
            for (Map.Entry<String, Integer> known : names().entrySet()) {
                int offset = priority - known.getValue();
                if (Math.abs(offset) <= 10) {
                    return known.getKey() + (offset == 0 ? "" : offset > 0 ? " + " + offset : " - " + -offset);
                }
            }
        }
        return Integer.toString(priority);
    }

    private Map<String, Integer> names() {
        return priorities(family, point);
    }

    /** The names of priorities at a hook of a family. */
    public static Map<String, Integer> priorities(Family family, HookPoint point) {
        Map<String, Integer> names = new LinkedHashMap<>();
        if (family == Family.BRIDGE) {
            names.put("filter", -200);
            if (point == HookPoint.PRE_ROUTING) {
                names.put("dstnat", -300);
            } else if (point == HookPoint.POST_ROUTING) {
                names.put("srcnat", 300);
            } else if (point == HookPoint.LOCAL_OUT) {
                names.put("out", 100);
            }
            return names;
        }
        if (family == Family.ARP || family == Family.NETDEV) {
            names.put("filter", 0);
            return names;
        }
        names.put("raw", -300);
        names.put("mangle", -150);
        if (point == HookPoint.PRE_ROUTING) {
            names.put("dstnat", -100);
        }
        names.put("filter", 0);
        names.put("security", 50);
        if (point == HookPoint.POST_ROUTING) {
            names.put("srcnat", 100);
        }
        return names;
    }
}
