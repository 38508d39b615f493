package dev.vethlab.kernel.sched;

import org.jspecify.annotations.Nullable;

/** A request about a class ({@code RTM_NEWTCLASS}, {@code RTM_DELTCLASS}). */
public final class ClassRequest {

    public int index;
    public int parent;
    public int id;
    public boolean create;
    public boolean exclusive;

    /** Null where nothing was said about it. */
    public @Nullable ClassOptions options;
}
