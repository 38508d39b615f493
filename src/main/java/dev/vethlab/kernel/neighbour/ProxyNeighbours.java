package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that the host answers for on behalf of others, and the requests for them that wait a little, so that the
 * owner can answer first ({@code pneigh_lookup}, {@code pneigh_enqueue}).
 */
public final class ProxyNeighbours {

    /** A request that is laid aside. */
    private static final class Delayed {
        private final Skb skb;
        private @Nullable Timer timer;

        private Delayed(Skb skb) {
            this.skb = skb;
        }
    }

    private final NeighbourTable table;
    private final List<ProxyNeighbour> entries = new ArrayList<>();
    private final List<Delayed> delayed = new ArrayList<>();

    ProxyNeighbours(NeighbourTable table) {
        this.table = table;
    }

    /** All entries, the newest first. */
    public List<ProxyNeighbour> all() {
        return List.copyOf(entries);
    }

    /** The entry that answers for an address on a device. */
    public Optional<ProxyNeighbour> find(Ipv4Address key, @Nullable NetDevice device) {
        int at = indexOf(key, device);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** Adds an entry, or gives the one that already answers other flags and a protocol, if one is named. */
    public void put(ProxyNeighbour entry) {
        int at = indexOf(entry.key(), entry.device());
        if (at < 0) {
            entries.add(0, entry);
            return;
        }
        ProxyNeighbour known = entries.get(at);
        int protocol = entry.protocol() == 0 ? known.protocol() : entry.protocol();
        entries.set(at, new ProxyNeighbour(known.key(), known.device(), entry.flags(), protocol, entry.permanent()));
    }

    /**
     * Removes the entry for exactly this device.
     *
     * @throws KernelException ENOENT
     */
    public void remove(Ipv4Address key, @Nullable NetDevice device) throws KernelException {
        if (!entries.removeIf(entry -> entry.key().equals(key) && entry.device() == device)) {
            throw new KernelException(Errno.ENOENT);
        }
    }

    /** Lays a request aside for a random part of the proxy delay; drops it where too many wait. */
    public void delay(NeighParms parms, Skb skb) {
        if (parms.proxyQueued > parms.get(NeighSetting.PROXY_QLEN)) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "pneigh_enqueue");
            return;
        }
        Machine machine = skb.dev.machine();
        int longest = parms.get(NeighSetting.PROXY_DELAY);
        long wait = longest <= 0 ? 0 : machine.random().nextInt(longest);
        Delayed request = new Delayed(skb);
        delayed.add(request);
        parms.proxyQueued++;
        request.timer = Jiffies.at(machine, Jiffies.now(machine) + wait, () -> redo(request));
    }

    private void redo(Delayed request) {
        Skb skb = request.skb;
        delayed.remove(request);
        table.parms(skb.dev).proxyQueued--;
        if (skb.dev.isUp()) {
            skb.dev.net().softnet().disable();
            try {
                table.protocol().redoProxied(skb);
            } finally {
                skb.dev.net().softnet().enable();
            }
        } else {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "neigh_proxy_process");
        }
    }

    /**
     * Forgets a device's entries, and every waiting request ({@code pneigh_ifdown}, {@code pneigh_queue_purge}).
     *
     * @param permanentToo false where permanent ones stay
     */
    void forget(NetDevice device, boolean permanentToo) {
        entries.removeIf(entry -> entry.device() == device && (permanentToo || !entry.permanent()));
        for (Delayed request : delayed) {
            if (request.timer != null) {
                request.timer.cancel();
            }
            table.parms(request.skb.dev).proxyQueued--;
            Drops.drop(request.skb, DropReason.NOT_SPECIFIED, "pneigh_queue_purge");
        }
        delayed.clear();
    }

    private int indexOf(Ipv4Address key, @Nullable NetDevice device) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).answers(key, device)) {
                return i;
            }
        }
        return -1;
    }
}
