package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes with the routes to each, as fib_trie.c keeps them for one table, or for the tables local and main together
 * until the first rule comes.
 *
 * <p>Unlike there it is a hash table of prefixes, and a lookup probes it once for each prefix length in use, longest
 * first: seldom more than four probes, and a few dozen bytes a prefix.
 */
final class FibTrie {

    /** The routes to one prefix, in the order in which a lookup takes them. */
    static final class Leaf {

        final Ipv4Prefix prefix;
        FibAlias[] aliases;
        private final int key;
        private final int length;

        private Leaf(Ipv4Prefix prefix, FibAlias first) {
            this.prefix = prefix;
            this.key = prefix.network().bits();
            this.length = prefix.length();
            this.aliases = new FibAlias[] {first};
        }
    }

    private static final Comparator<Leaf> DUMP_ORDER = Comparator.<Leaf>comparingLong(
                    leaf -> leaf.prefix.network().bits() & 0xffffffffL)
            .thenComparingInt(leaf -> -leaf.prefix.length());

    private static final int SMALLEST = 8;

    private final int[] leavesOfLength = new int[33];
    private long lengthsInUse;
    private Leaf[] slots = new Leaf[SMALLEST];
    private int size;

    /** A bit for each prefix length that there is a prefix of. */
    long lengthsInUse() {
        return lengthsInUse;
    }

    /** The routes to exactly this prefix, null for none; {@code key} has no bit behind {@code length}. */
    @Nullable
    Leaf leaf(int key, int length) {
        int mask = slots.length - 1;
        for (int at = slot(key, length); ; at++) {
            Leaf leaf = slots[at & mask];
            if (leaf == null) {
                return null;
            }
            if (leaf.key == key && leaf.length == length) {
                return leaf;
            }
        }
    }

    private int slot(int key, int length) {
        int hash = (key ^ length) * 0x9e3779b1;
        return (hash ^ hash >>> 15) & (slots.length - 1);
    }

    /**
     * The first route to the prefix that a route with these properties would stand at or behind
     * ({@code fib_find_alias}): its index in the leaf, -1 for none.
     */
    static int find(@Nullable Leaf leaf, int tos, int priority, int table) {
        if (leaf == null) {
            return -1;
        }
        for (int i = 0; i < leaf.aliases.length; i++) {
            FibAlias alias = leaf.aliases[i];
            int byTable = Integer.compareUnsigned(alias.table, table);
            if (byTable < 0) {
                return -1;
            }
            if (byTable > 0 || alias.tos > tos) {
                continue;
            }
            if (Integer.compareUnsigned(alias.info.priority, priority) >= 0 || alias.tos < tos) {
                return i;
            }
        }
        return -1;
    }

    /** Puts a route before the one at {@code index}, or where it is -1, behind the last of its table and those above. */
    void insert(FibAlias alias, int index) {
        Leaf leaf = leaf(alias.prefix.network().bits(), alias.prefix.length());
        if (leaf == null) {
            put(new Leaf(alias.prefix, alias));
            return;
        }
        int at = index >= 0 ? index : behindTable(leaf, alias.table);
        FibAlias[] longer = new FibAlias[leaf.aliases.length + 1];
        System.arraycopy(leaf.aliases, 0, longer, 0, at);
        longer[at] = alias;
        System.arraycopy(leaf.aliases, at, longer, at + 1, leaf.aliases.length - at);
        leaf.aliases = longer;
    }

    private static int behindTable(Leaf leaf, int table) {
        int at = 0;
        while (at < leaf.aliases.length && Integer.compareUnsigned(table, leaf.aliases[at].table) <= 0) {
            at++;
        }
        return at;
    }

    void replace(Leaf leaf, int index, FibAlias alias) {
        FibAlias[] changed = leaf.aliases.clone();
        changed[index] = alias;
        leaf.aliases = changed;
    }

    void remove(FibAlias alias) {
        Leaf leaf = leaf(alias.prefix.network().bits(), alias.prefix.length());
        if (leaf == null) {
            return;
        }
        List<FibAlias> left = new ArrayList<>(Arrays.asList(leaf.aliases));
        left.remove(alias);
        if (left.isEmpty()) {
            take(leaf);
        } else {
            leaf.aliases = left.toArray(FibAlias[]::new);
        }
    }

    /** How many routes there are of one of the tables that are kept here. */
    int count(int table) {
        int count = 0;
        for (Leaf leaf : slots) {
            if (leaf != null) {
                for (FibAlias alias : leaf.aliases) {
                    count += alias.table == table ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** All prefixes in the order of a dump: by address, the longer prefix first. */
    List<Leaf> leaves() {
        List<Leaf> all = new ArrayList<>(size);
        for (Leaf leaf : slots) {
            if (leaf != null) {
                all.add(leaf);
            }
        }
        all.sort(DUMP_ORDER);
        return all;
    }

    private void put(Leaf leaf) {
        if (size * 2 >= slots.length) {
            rehash(slots.length * 2);
        }
        place(leaf);
        size++;
        if (leavesOfLength[leaf.prefix.length()]++ == 0) {
            lengthsInUse |= 1L << leaf.prefix.length();
        }
    }

    private void place(Leaf leaf) {
        int at = slot(leaf.key, leaf.length);
        while (slots[at] != null) {
            at = at + 1 & slots.length - 1;
        }
        slots[at] = leaf;
    }

    private void rehash(int length) {
        Leaf[] old = slots;
        slots = new Leaf[length];
        for (Leaf leaf : old) {
            if (leaf != null) {
                place(leaf);
            }
        }
    }

    private void take(Leaf leaf) {
        int mask = slots.length - 1;
        int at = slot(leaf.key, leaf.length);
        while (slots[at] != leaf) {
            at = at + 1 & mask;
        }
        slots[at] = null;
        for (int next = at + 1 & mask; slots[next] != null; next = next + 1 & mask) {
            Leaf moved = slots[next];
            slots[next] = null;
            place(moved);
        }
        size--;
        if (--leavesOfLength[leaf.prefix.length()] == 0) {
            lengthsInUse &= ~(1L << leaf.prefix.length());
        }
    }
}
