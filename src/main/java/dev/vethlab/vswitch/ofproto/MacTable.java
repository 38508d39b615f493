package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which port a station is behind (lib/mac-learning.c). */
public final class MacTable {

    static final int USUAL_AGEING = 300;
    static final int USUAL_SIZE = 8192;
    private static final long SECOND_NS = 1_000_000_000L;

    private record Key(long address, int vlan) {}

    private static final class Entry {
        final Bundle bundle;

        /** Whether somebody put it there: it stays, and stays where it is. */
        final boolean fixed;

        long expires;

        Entry(Bundle bundle, boolean fixed) {
            this.bundle = bundle;
            this.fixed = fixed;
        }

        boolean isOver(long second) {
            return !fixed && expires <= second;
        }
    }

    /**
     * A station as it is listed.
     *
     * @param age for how many seconds nothing was heard of it
     * @param fixed whether somebody put it there
     */
    public record Station(MacAddress address, int vlan, int port, long age, boolean fixed) {}

    /** The one heard last comes last. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    int ageing = USUAL_AGEING;
    int most = USUAL_SIZE;
    private long learned;
    private long expired;
    private long evicted;
    private long moved;

    private static long seconds(long nowNs) {
        return nowNs / SECOND_NS;
    }

    private void expire(long nowNs) {
        int before = entries.size();
        entries.values().removeIf(entry -> entry.isOver(seconds(nowNs)));
        expired += before - entries.size();
    }

    /** Notes where a station is; whether that is news ({@code mac_learning_update}). */
    boolean learn(long address, int vlan, Bundle bundle, long nowNs) {
        if ((address >>> 40 & 1) != 0) {
            return false;
        }
        Key key = new Key(address, vlan);
        Entry known = entries.get(key);
        if (known != null && known.fixed) {
            return false;
        }
        Entry entry = entries.remove(key);
        boolean news = entry == null || entry.isOver(seconds(nowNs)) || entry.bundle != bundle;
        if (entry == null) {
            learned++;
            makeRoom(nowNs);
            entry = new Entry(bundle, false);
        } else if (entry.bundle != bundle) {
            moved++;
            entry = new Entry(bundle, false);
        }
        entry.expires = seconds(nowNs) + ageing;
        entries.put(key, entry);
        return news;
    }

    private void makeRoom(long nowNs) {
        if (entries.size() >= most) {
            expire(nowNs);
        }
        if (entries.size() >= most) {
            entries.remove(entries.keySet().iterator().next());
            evicted++;
        }
    }

    /** Where a station is, null where nobody knows. */
    @Nullable
    Bundle lookup(long address, int vlan, long nowNs) {
        Entry entry = entries.get(new Key(address, vlan));
        return entry == null || entry.isOver(seconds(nowNs)) ? null : entry.bundle;
    }

    /** Puts a station where it stays ({@code mac_learning_add_static_entry}); false where the port is in no switching. */
    public boolean fix(MacAddress address, int vlan, OfPort port) {
        Bundle bundle = port.bundle;
        if (bundle == null) {
            return false;
        }
        Key key = new Key(address.bits(), vlan);
        entries.remove(key);
        entries.put(key, new Entry(bundle, true));
        return true;
    }

    /** Takes a station away that was put there; false where there is none. */
    public boolean release(MacAddress address, int vlan) {
        Key key = new Key(address.bits(), vlan);
        Entry entry = entries.get(key);
        return entry != null && entry.fixed && entries.remove(key, entry);
    }

    /** Forgets all stations that were learned. */
    public void clear() {
        int before = entries.size();
        entries.values().removeIf(entry -> !entry.fixed);
        expired += before - entries.size();
    }

    void flush(Bundle bundle) {
        entries.values().removeIf(entry -> entry.bundle == bundle);
    }

    /** All stations, the one heard least recently first. */
    public List<Station> all(long nowNs) {
        expire(nowNs);
        List<Station> all = new ArrayList<>();
        entries.forEach((key, entry) -> all.add(new Station(
                new MacAddress(key.address()),
                key.vlan(),
                entry.bundle.port.number(),
                ageing - (entry.expires - seconds(nowNs)),
                entry.fixed)));
        return all;
    }

    /** How many there are and may be, and how many came and went: in the order in which {@code fdb/stats-show} tells it. */
    public List<Long> counts(long nowNs) {
        expire(nowNs);
        long fixed = entries.values().stream().filter(entry -> entry.fixed).count();
        return List.of((long) entries.size(), (long) most, learned, expired, evicted, moved, fixed);
    }
}
