package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A hash table of rules ({@code struct tc_u_hnode}); in a list of filters it stands as one itself. */
public final class U32Table extends Filter {

    static final int TABLE = 0xfff00000;
    static final int BUCKET = 0xff000;
    static final int NODE = 0xfff;
    private static final int FIRST_NODE = 0x800;

    private final int priority;
    private final int divisor;
    private final List<List<U32Rule>> buckets = new ArrayList<>();

    U32Table(FilterBlock block, int handle, int divisor, int priority) {
        super(block, handle);
        this.divisor = divisor;
        this.priority = priority;
        for (int bucket = 0; bucket < divisor; bucket++) {
            buckets.add(new ArrayList<>());
        }
    }

    /** How many buckets it has. */
    public OptionalInt divisor() {
        return OptionalInt.of(divisor);
    }

    int priority() {
        return priority;
    }

    int size() {
        return divisor;
    }

    List<U32Rule> bucket(int number) {
        return buckets.get(number);
    }

    /** A number for a rule in a bucket: the one asked for, or the first from 800 on that is free ({@code gen_new_kid}). */
    int nodeFor(int wanted, int bucket) throws KernelException {
        if (wanted != 0) {
            if (find(bucket, wanted) != null) {
                throw new KernelException(Errno.ENOSPC);
            }
            return wanted;
        }
        for (int node = FIRST_NODE; node <= NODE; node++) {
            if (find(bucket, node) == null) {
                return node;
            }
        }
        for (int node = 1; node < FIRST_NODE; node++) {
            if (find(bucket, node) == null) {
                return node;
            }
        }
        throw new KernelException(Errno.ENOSPC);
    }

    @Nullable
    U32Rule find(int bucket, int node) {
        if (bucket >= divisor) {
            return null;
        }
        for (U32Rule rule : buckets.get(bucket)) {
            if ((rule.handle() & NODE) == node) {
                return rule;
            }
        }
        return null;
    }

    void add(int bucket, U32Rule rule) {
        List<U32Rule> rules = buckets.get(bucket);
        int at = 0;
        while (at < rules.size() && (rules.get(at).handle() & NODE) < (rule.handle() & NODE)) {
            at++;
        }
        rules.add(at, rule);
    }

    boolean isEmpty() {
        return buckets.stream().allMatch(List::isEmpty);
    }

    @Override
    String inWords() {
        return "the hash table " + Integer.toHexString(handle() >>> 20) + ": of u32";
    }
}
