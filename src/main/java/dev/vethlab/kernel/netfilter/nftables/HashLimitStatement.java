package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Ipv4Packet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A limit for each conversation by itself, or each part of one (net/netfilter/xt_hashlimit.c). */
public final class HashLimitStatement implements Statement {

    /** What tells conversations apart. */
    public enum Part {
        SOURCE,
        SOURCE_PORT,
        DESTINATION,
        DESTINATION_PORT
    }

    private static final class Bucket {
        long tokens;
        long lastNs;
        long expiresNs;
    }

    private final long costNs;
    private final long mostTokens;
    private final boolean above;
    private final Set<Part> parts;
    private final int sourceMask;
    private final int destinationMask;
    private final long expireNs;
    private final Map<Tuple, Bucket> buckets = new HashMap<>();

    /**
     * @param costNs how much time lets one packet through
     * @param above whether it holds for the packets beyond the limit
     * @param expireNs after how long without a packet a conversation begins anew
     */
    public HashLimitStatement(
            long costNs,
            long burst,
            boolean above,
            Set<Part> parts,
            int sourceMask,
            int destinationMask,
            long expireNs) {
        this.costNs = costNs;
        this.mostTokens = costNs * burst;
        this.above = above;
        this.parts = Set.copyOf(parts);
        this.sourceMask = sourceMask;
        this.destinationMask = destinationMask;
        this.expireNs = expireNs;
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        if (packet == null) {
            return Outcome.BREAK;
        }
        long now = evaluation.environment.machine().nowNs();
        buckets.values().removeIf(bucket -> bucket.expiresNs <= now);
        Bucket bucket = buckets.computeIfAbsent(key(packet), key -> {
            Bucket fresh = new Bucket();
            fresh.tokens = mostTokens;
            fresh.lastNs = now;
            return fresh;
        });
        bucket.expiresNs = now + expireNs;
        bucket.tokens = Math.min(mostTokens, bucket.tokens + now - bucket.lastNs);
        bucket.lastNs = now;
        boolean within = bucket.tokens >= costNs;
        bucket.tokens -= within ? costNs : 0;
        return within != above ? Outcome.NEXT : Outcome.BREAK;
    }

    /** {@code hashlimit_init_dst}. */
    private Tuple key(Ipv4Packet packet) {
        Tuple tuple = Tuple.of(packet);
        boolean ports = parts.contains(Part.SOURCE_PORT) || parts.contains(Part.DESTINATION_PORT);
        boolean known = packet.protocol() != Ipv4Packet.ICMP;
        return new Tuple(
                0,
                ports ? packet.protocol() : 0,
                parts.contains(Part.SOURCE) ? masked(packet.source(), sourceMask) : Ipv4Address.ANY,
                tuple != null && known && parts.contains(Part.SOURCE_PORT) ? tuple.sourcePort() : 0,
                parts.contains(Part.DESTINATION) ? masked(packet.destination(), destinationMask) : Ipv4Address.ANY,
                tuple != null && known && parts.contains(Part.DESTINATION_PORT) ? tuple.destinationPort() : 0);
    }

    private static Ipv4Address masked(Ipv4Address address, int mask) {
        return new Ipv4Address(address.bits() & mask);
    }

    @Override
    public String text(TextStyle style) {
        return "xt match hashlimit";
    }
}
