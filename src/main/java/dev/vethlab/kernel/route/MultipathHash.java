package dev.vethlab.kernel.route;

import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.SplittableRandom;

/**
 * Which of several next hops a flow takes ({@code fib_multipath_hash}): a hash over the fields that
 * {@code fib_multipath_hash_policy} says, with a seed drawn by lot, as the kernel's is.
 */
final class MultipathHash {

    private static final int FIELD_SOURCE = 0x1;
    private static final int FIELD_DESTINATION = 0x2;
    private static final int FIELD_PROTOCOL = 0x4;
    private static final int FIELD_SOURCE_PORT = 0x10;
    private static final int FIELD_DESTINATION_PORT = 0x20;

    private final NetSysctls settings;
    private final SplittableRandom random;
    private long seed;

    MultipathHash(NetSysctls settings, SplittableRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /** The largest hash value of a share that ends at {@code sum} of {@code total}, 31 bits. */
    static int upperBound(long sum, long total) {
        return (int) (((sum << 31) + total / 2) / total - 1);
    }

    /** 31 bits. */
    int of(FibQuery query) {
        int fields = fields();
        long hash = seed();
        hash = mix(hash, (fields & FIELD_SOURCE) == 0 ? 0 : query.source);
        hash = mix(hash, (fields & FIELD_DESTINATION) == 0 ? 0 : query.destination);
        hash = mix(hash, (fields & FIELD_PROTOCOL) == 0 ? 0 : query.protocol);
        hash = mix(hash, (fields & FIELD_SOURCE_PORT) == 0 ? 0 : query.sourcePort);
        hash = mix(hash, (fields & FIELD_DESTINATION_PORT) == 0 ? 0 : query.destinationPort);
        return (int) (hash >>> 33);
    }

    private int fields() {
        return switch (settings.get(NetIpv4.FIB_MULTIPATH_HASH_POLICY)) {
            case 1 -> FIELD_SOURCE | FIELD_DESTINATION | FIELD_PROTOCOL | FIELD_SOURCE_PORT | FIELD_DESTINATION_PORT;
            case 3 -> settings.get(NetIpv4.FIB_MULTIPATH_HASH_FIELDS);
            default -> FIELD_SOURCE | FIELD_DESTINATION;
        };
    }

    private long seed() {
        int fixed = settings.get(NetIpv4.FIB_MULTIPATH_HASH_SEED);
        if (fixed != 0) {
            return fixed;
        }
        while (seed == 0) {
            seed = random.nextLong();
        }
        return seed;
    }

    private static long mix(long hash, int value) {
        long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xd6e8feb86659fd93L;
        return mixed ^ mixed >>> 29;
    }
}
