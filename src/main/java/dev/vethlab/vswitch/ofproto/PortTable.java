package dev.vethlab.vswitch.ofproto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a bridge by number, in the order in which its hash table has them: they are flooded and listed so
 * ({@code hash_ofp_port}).
 */
final class PortTable {

    private final HashTable<OfPort> ports = new HashTable<>(port -> hash(port.number()));

    void put(OfPort port) {
        ports.add(port);
    }

    boolean remove(OfPort port) {
        return ports.remove(port);
    }

    @Nullable
    OfPort get(int number) {
        List<OfPort> bucket = ports.bucket(hash(number));
        for (int i = 0; i < bucket.size(); i++) {
            if (bucket.get(i).number() == number) {
                return bucket.get(i);
            }
        }
        return null;
    }

    List<OfPort> all() {
        return ports.all();
    }

    private static int hash(int number) {
        return Murmur.ofInt(number, 0);
    }
}
