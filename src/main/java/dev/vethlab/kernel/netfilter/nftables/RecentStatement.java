package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.Ipv4Packet;

/**
 * Remembers addresses, and asks when and how often they were seen (net/netfilter/xt_recent.c).
 *
 * @param seconds how long ago counts, 0 for any time
 * @param hits how often it must have been seen, 0 for once
 * @param reap whether what is older than that is forgotten
 * @param sameTtl whether the time to live must be that of the last time
 * @param ofSource whether it is about the source of the packet
 */
public record RecentStatement(
        RecentList list,
        Action action,
        boolean inverted,
        long seconds,
        long hits,
        boolean reap,
        boolean sameTtl,
        boolean ofSource,
        int mask)
        implements Statement {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MOST_HITS = 0xffff;

    /** What is asked or done. */
    public enum Action {
        SET,
        CHECK,
        UPDATE,
        REMOVE
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        if (packet == null) {
            return Outcome.BREAK;
        }
        Ipv4Address address = ofSource ? packet.source() : packet.destination();
        boolean holds = holds(
                address.bits() & mask,
                packet.ttl(),
                evaluation.environment.machine().nowNs());
        return holds ? Outcome.NEXT : Outcome.BREAK;
    }

    /** {@code recent_mt}. */
    private boolean holds(int address, int ttl, long nowNs) {
        RecentList.Entry entry = list.find(address, sameTtl ? ttl : 0);
        if (entry == null) {
            if (action == Action.SET) {
                list.add(address, ttl, nowNs);
            }
            return action == Action.SET != inverted;
        }
        boolean found = inverted;
        switch (action) {
            case SET -> found = !inverted;
            case REMOVE -> {
                list.remove(entry);
                found = !inverted;
            }
            default -> {
                long since = seconds == 0 ? Long.MIN_VALUE : nowNs - seconds * SECOND_NS;
                if (entry.seenSince(since) >= Math.max(1, hits)) {
                    found = !inverted;
                }
                if (reap) {
                    list.reap(since, entry, action == Action.UPDATE && found != inverted);
                }
            }
        }
        if (action == Action.SET || action == Action.UPDATE && found) {
            list.see(entry, ttl, nowNs);
        }
        return found;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        boolean asks = action == Action.CHECK || action == Action.UPDATE;
        if (!asks && (seconds != 0 || hits != 0) || hits > MOST_HITS) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt match recent";
    }
}
