package dev.vethlab.vswitch.ofproto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a bridge by number, in the order in which its hash table has them: they are flooded and listed so
 * ({@code struct hmap}, {@code hash_ofp_port}).
 */
final class PortTable {

    private List<List<OfPort>> buckets = new ArrayList<>(List.of(new ArrayList<>()));
    private int size;

    void put(OfPort port) {
        bucketOf(port.number(), buckets).add(0, port);
        size++;
        if (size / 2 > buckets.size() - 1) {
            expand();
        }
    }

    boolean remove(OfPort port) {
        boolean removed = bucketOf(port.number(), buckets).remove(port);
        size -= removed ? 1 : 0;
        return removed;
    }

    @Nullable
    OfPort get(int number) {
        List<OfPort> bucket = bucketOf(number, buckets);
        for (int i = 0; i < bucket.size(); i++) {
            if (bucket.get(i).number() == number) {
                return bucket.get(i);
            }
        }
        return null;
    }

    List<OfPort> all() {
        List<OfPort> all = new ArrayList<>(size);
        buckets.forEach(all::addAll);
        return all;
    }

    private static List<OfPort> bucketOf(int number, List<List<OfPort>> buckets) {
        return buckets.get(hash(number) & buckets.size() - 1);
    }

    /** {@code hmap_expand_at}: at least four buckets, and each bucket's entries come the other way round. */
    private void expand() {
        int wanted = Integer.highestOneBit(size / 2) * 2;
        List<List<OfPort>> more = new ArrayList<>();
        for (int i = 0; i < Math.max(wanted, 4); i++) {
            more.add(new ArrayList<>());
        }
        all().forEach(port -> bucketOf(port.number(), more).add(0, port));
        buckets = more;
    }

    /** {@code hash_int}. */
    private static int hash(int number) {
        int hash = mix(mix(number)) ^ 8;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mix(int hash) {
        return Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
}
