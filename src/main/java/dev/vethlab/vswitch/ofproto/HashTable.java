package dev.vethlab.vswitch.ofproto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Things in the order in which a hash table of Open vSwitch has them ({@code struct hmap}).
 *
 * @param <T> the things
 */
public final class HashTable<T> {

    private static final int LEAST_BUCKETS = 4;

    private final ToIntFunction<T> hash;
    private List<List<T>> buckets = new ArrayList<>(List.of(new ArrayList<>()));
    private int size;

    public HashTable(ToIntFunction<T> hash) {
        this.hash = hash;
    }

    /** In a bucket the newest comes first. */
    public void add(T thing) {
        bucket(hash.applyAsInt(thing)).add(0, thing);
        size++;
        if (size / 2 > buckets.size() - 1) {
            expand();
        }
    }

    /** Whether it was there. */
    public boolean remove(T thing) {
        boolean removed = bucket(hash.applyAsInt(thing)).remove(thing);
        size -= removed ? 1 : 0;
        return removed;
    }

    /** All things, bucket by bucket. */
    public List<T> all() {
        List<T> all = new ArrayList<>(size);
        buckets.forEach(all::addAll);
        return all;
    }

    /** Those that a hash leads to. */
    List<T> bucket(int of) {
        return buckets.get(of & buckets.size() - 1);
    }

    /** {@code hmap_expand_at}: at least four buckets, and each bucket's entries come the other way round. */
    private void expand() {
        List<T> old = all();
        int wanted = Math.max(Integer.highestOneBit(size / 2) * 2, LEAST_BUCKETS);
        List<List<T>> more = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            more.add(new ArrayList<>());
        }
        buckets = more;
        old.forEach(thing -> bucket(hash.applyAsInt(thing)).add(0, thing));
    }

    /** {@code hash_string}. */
    public static int hashOf(String name) {
        return Murmur.ofString(name);
    }
}
