package dev.vethlab.kernel.route;

import dev.vethlab.kernel.address.InetDevices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routing tables of a namespace ({@code fib_new_table}, {@code fib_get_table}). */
final class FibTables {

    private static final int BUCKETS = 256;

    private final InetDevices inet;
    private final Map<Integer, FibTable> byId = new HashMap<>();
    private final List<FibTable> newestFirst = new ArrayList<>();
    private boolean merged = true;
    private @Nullable FibTable main;
    private @Nullable FibTable local;
    private @Nullable FibTable defaults;

    FibTables(InetDevices inet) {
        this.inet = inet;
    }

    /** The table, null where nothing was ever put into it. */
    @Nullable
    FibTable find(int id) {
        return byId.get(id == FibTable.UNSPEC ? FibTable.MAIN : id);
    }

    @Nullable
    FibTable main() {
        return main;
    }

    @Nullable
    FibTable local() {
        return local;
    }

    @Nullable
    FibTable defaults() {
        return defaults;
    }

    /** The table, made where it is missing. Until there are rules of the user, local and main share one trie. */
    FibTable findOrCreate(int wanted) {
        int id = wanted == FibTable.UNSPEC ? FibTable.MAIN : wanted;
        FibTable table = byId.get(id);
        if (table != null) {
            return table;
        }
        FibTrie trie = id == FibTable.LOCAL && merged ? findOrCreate(FibTable.MAIN).trie : new FibTrie();
        FibTable created = new FibTable(id, inet, trie);
        byId.put(id, created);
        newestFirst.add(0, created);
        switch (id) {
            case FibTable.MAIN -> main = created;
            case FibTable.LOCAL -> local = created;
            case FibTable.DEFAULT -> defaults = created;
            default -> {}
        }
        return created;
    }

    /** Makes the least table that does not exist yet ({@code fib_empty_table}). */
    FibTable createEmpty() {
        int id = 1;
        while (byId.containsKey(id)) {
            id++;
        }
        return findOrCreate(id);
    }

    /** Gives the table local a trie of its own, for good ({@code fib_unmerge}). */
    void unmerge() {
        if (!merged) {
            return;
        }
        merged = false;
        if (local == null || main == null) {
            return;
        }
        FibTrie shared = main.trie;
        FibTrie own = new FibTrie();
        for (FibTrie.Leaf leaf : shared.leaves()) {
            for (FibAlias alias : leaf.aliases.clone()) {
                if (alias.table == FibTable.LOCAL) {
                    shared.remove(alias);
                    own.insert(alias, -1);
                }
            }
        }
        local.trie = own;
    }

    /** All tables in the order of a dump: by the lowest 8 bits of the number, of equal ones the newest first. */
    List<FibTable> all() {
        List<FibTable> tables = new ArrayList<>(newestFirst);
        tables.sort(Comparator.comparingInt(table -> table.id() & BUCKETS - 1));
        return Collections.unmodifiableList(tables);
    }
}
