package dev.vethlab.kernel.sched.cls;

import org.jspecify.annotations.Nullable;

/** A request about filters ({@code RTM_NEWTFILTER}, {@code RTM_DELTFILTER}). */
public final class FilterRequest {

    public int index;
    public int parent;
    public int handle;

    /** 0 for any. */
    public int priority;

    /** The EtherType; 0 for none. */
    public int protocol;

    public int chain;

    /** Empty where none was given. */
    public String kind = "";

    public boolean create;
    public boolean exclusive;

    /** Null where nothing was said about it. */
    public @Nullable FilterOptions options;
}
