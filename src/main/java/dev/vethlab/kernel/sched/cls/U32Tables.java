package dev.vethlab.kernel.sched.cls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hash tables of all classifiers u32 of a block ({@code struct tc_u_common}). */
final class U32Tables {

    private static final int SHIFT = 20;
    private static final int FIRST = 0x800;
    private static final int MOST = 0x7ff;

    private final List<U32Table> tables = new ArrayList<>();
    private int next;

    /** The tables, newest first. */
    List<U32Table> all() {
        return tables;
    }

    void add(U32Table table) {
        tables.add(0, table);
    }

    void remove(U32Table table) {
        tables.remove(table);
        if (tables.isEmpty()) {
            next = 0;
        }
    }

    @Nullable
    U32Table find(int handle) {
        for (U32Table table : tables) {
            if (table.handle() == (handle & U32Table.TABLE)) {
                return table;
            }
        }
        return null;
    }

    /** A number that no table has ({@code gen_new_htid}). */
    int freeHandle() {
        for (int tried = 0; tried <= MOST; tried++) {
            int handle = (next | FIRST) << SHIFT;
            next = next + 1 & MOST;
            if (find(handle) == null) {
                return handle;
            }
        }
        return 0;
    }
}
