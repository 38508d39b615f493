package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Optional;

/** What routing has decided about a packet ({@code nft_rt.c}). */
public enum RouteKey implements Selector {
    MTU("mtu", "rt mtu", DataType.SHORT),
    NEXTHOP("nexthop", "rt ip nexthop", DataType.IPV4_ADDR),
    CLASSID("classid", "rt classid", DataType.REALM);

    private static final int HEADERS = 40;
    private static final int LEAST = 536;

    private final String word;
    private final String text;
    private final DataType type;

    RouteKey(String word, String text, DataType type) {
        this.word = word;
        this.text = text;
        this.type = type;
    }

    public static Optional<RouteKey> of(String word) {
        for (RouteKey key : values()) {
            if (key.word.equals(word)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The word behind {@code rt}. */
    public String word() {
        return word;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        Ipv4Packet packet = evaluation.packet();
        if (packet == null || !(evaluation.skb.dst instanceof Route route)) {
            return false;
        }
        evaluation.numbers[register] = switch (this) {
            case MTU -> segment(evaluation, packet, route);
            case NEXTHOP -> Integer.toUnsignedLong(route.nextHop().bits());
            default -> 0;
        };
        return true;
    }

    /** The size of a segment that the path there and back takes ({@code get_tcpmss}). */
    private static long segment(Evaluation evaluation, Ipv4Packet packet, Route route) {
        int least = route.mtu();
        try {
            least = Math.min(
                    least,
                    evaluation
                            .environment
                            .fib()
                            .output(Flow.to(packet.source()))
                            .mtu());
        } catch (KernelException noRoute) {
            // Then the way there alone counts.
        }
        return least <= HEADERS ? LEAST : least - HEADERS;
    }

    @Override
    public void validate(HookPoint point) throws KernelException {
        boolean leaves = point == HookPoint.FORWARD || point == HookPoint.LOCAL_OUT || point == HookPoint.POST_ROUTING;
        if (this == MTU && !leaves) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }

    @Override
    public String text(TextStyle style) {
        return text;
    }
}
