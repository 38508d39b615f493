package dev.vethlab.kernel.sched;

import org.jspecify.annotations.Nullable;

/** A request about a queueing discipline ({@code RTM_NEWQDISC}, {@code RTM_DELQDISC}). */
public final class QdiscRequest {

    public int index;
    public int parent;
    public int handle;

    /** Empty where none was given. */
    public String kind = "";

    public boolean create;
    public boolean exclusive;
    public boolean replace;

    /** Null where nothing was said about it. */
    public @Nullable QdiscOptions options;
}
