package dev.vethlab.vswitch.ofproto;

import java.util.List;

/** How a group that selects comes from a hash to a bucket ({@code group_set_selection_method}). */
final class BucketChoice {

    /** Which hash it is that decides ({@code enum group_selection_method}). */
    enum Method {
        /** The switch makes it of addresses and ports. */
        DEFAULT,
        /** The switch makes it of fields that were named. */
        FIELDS,
        /** The datapath makes it. */
        DATAPATH
    }

    private static final int LEAST = 16;
    private static final int MOST_BY_ITSELF = 256;
    private static final int MOST = 256;

    private final Method method;
    private final int basis;
    private final Bucket[] byHash;

    BucketChoice(GroupType type, Selection selection, List<Bucket> buckets) {
        boolean named = selection.method().equals("dp_hash");
        int slots = slots(buckets, named ? MOST : MOST_BY_ITSELF);
        if (type == GroupType.SELECT && selection.method().equals("hash")) {
            method = selection.fields().isEmpty() ? Method.DEFAULT : Method.FIELDS;
        } else {
            method = type == GroupType.SELECT && slots != 0 ? Method.DATAPATH : Method.DEFAULT;
        }
        basis = named ? (int) selection.parameter() : 0;
        byHash = method == Method.DATAPATH ? distribute(buckets, slots) : new Bucket[0];
    }

    Method method() {
        return method;
    }

    /** What is mixed into the datapath's hash. */
    int basis() {
        return basis;
    }

    /** Which bits of the datapath's hash matter. */
    int mask() {
        return byHash.length - 1;
    }

    /** The bucket of a hash; the next ones stand in where it is dead. */
    Bucket at(int hash) {
        return byHash[hash & mask()];
    }

    /** How many hashes are told apart, 0 where they would be too many. */
    private static int slots(List<Bucket> buckets, int most) {
        long total = 0;
        int least = Integer.MAX_VALUE;
        for (Bucket bucket : buckets) {
            total += bucket.weight();
            least = bucket.weight() > 0 ? Math.min(least, bucket.weight()) : least;
        }
        if (total == 0) {
            return 0;
        }
        long needed = (total + least - 1) / least;
        long slots = Math.max(LEAST, Long.highestOneBit(Math.max(1, needed * 2 - 1)));
        return slots > most ? 0 : (int) slots;
    }

    /** Webster's way of giving out seats ({@code group_setup_dp_hash_table}). */
    private static Bucket[] distribute(List<Bucket> buckets, int slots) {
        Bucket[] seats = new Bucket[slots];
        int[] divisors = new int[buckets.size()];
        double[] values = new double[buckets.size()];
        for (int i = 0; i < values.length; i++) {
            divisors[i] = 1;
            values[i] = buckets.get(i).weight();
        }
        for (int seat = 0; seat < slots; seat++) {
            int winner = 0;
            for (int i = 1; i < values.length; i++) {
                winner = values[i] > values[winner] ? i : winner;
            }
            divisors[winner] += 2;
            values[winner] = (double) buckets.get(winner).weight() / divisors[winner];
            seats[seat] = buckets.get(winner);
        }
        return seats;
    }
}
