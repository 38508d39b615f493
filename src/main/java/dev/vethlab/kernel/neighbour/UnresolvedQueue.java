package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The packets that wait for a neighbour's address ({@code arp_queue}), limited by the memory that they take. */
final class UnresolvedQueue {

    private final Neighbour neighbour;
    private final ArrayDeque<Skb> packets = new ArrayDeque<>();
    private int bytes;

    UnresolvedQueue(Neighbour neighbour) {
        this.neighbour = neighbour;
    }

    /** Adds a packet; the oldest make room for it ({@code __neigh_event_send}). */
    void add(Skb skb) {
        int size = Truesize.of(skb);
        int limit = neighbour.parms().get(NeighSetting.QUEUE_LEN_BYTES);
        while (bytes + size > limit && !packets.isEmpty()) {
            Drops.drop(
                    take(),
                    DropReason.NEIGH_QUEUEFULL,
                    "__neigh_event_send",
                    "the queue of the unresolved neighbour " + neighbour.key() + " is full",
                    limit(neighbour.device(), limit));
        }
        // A copy: what becomes of a packet that waited is not told to the sender, who has gone on.
        Skb waiting = skb.copy();
        waiting.dev = neighbour.device();
        packets.add(waiting);
        bytes += size;
        if (waiting.owner != null) {
            waiting.owner.charge(size);
        }
        if (waiting.dev.machine().tracer().isOn()) {
            explain(waiting);
        }
    }

    /** The newest packet, which a question is asked for ({@code skb_peek_tail}). */
    @Nullable
    Skb newest() {
        return packets.peekLast();
    }

    /** Takes the oldest packet out. */
    @Nullable
    Skb remove() {
        return packets.isEmpty() ? null : take();
    }

    private Skb take() {
        Skb oldest = packets.remove();
        int size = Truesize.of(oldest);
        bytes -= size;
        if (oldest.owner != null) {
            oldest.owner.release(size);
        }
        return oldest;
    }

    /** Throws all packets away without telling their senders ({@code __skb_queue_purge}). */
    void purge() {
        Skb skb;
        while ((skb = remove()) != null) {
            Drops.drop(
                    skb,
                    DropReason.QUEUE_PURGE,
                    "__skb_queue_purge_reason",
                    "it waited for the link layer address of " + neighbour.key() + ", and the entry was taken away",
                    List.of());
        }
    }

    private static List<SysctlSeen> limit(NetDevice device, int limit) {
        return device.machine().tracer().isOn()
                ? List.of(new SysctlSeen(
                        "net.ipv4.neigh." + device.name() + ".unres_qlen_bytes", Integer.toString(limit)))
                : List.of();
    }

    private void explain(Skb skb) {
        PacketTrace.add(
                skb.dev,
                skb,
                "__neigh_event_send",
                Verdict.QUEUE,
                Optional.of(Fate.QUEUED),
                Optional.empty(),
                "waits for the link layer address of " + neighbour.key(),
                List.of(),
                Optional.of(neighbour.key()));
    }
}
