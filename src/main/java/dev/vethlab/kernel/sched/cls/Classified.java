package dev.vethlab.kernel.sched.cls;

import org.jspecify.annotations.Nullable;

/** What filters say of a packet apart from what becomes of it ({@code struct tcf_result}). */
public final class Classified {

    /** The class that it belongs to, 0 for none. */
    public int classId;

    /** The filter that said so, for those who want to know; null where none did. */
    @Nullable
    Filter by;

    /** The words for the filter that decided. */
    public String decidedBy() {
        Filter filter = by;
        return filter == null ? "a filter" : filter.inWords();
    }
}
