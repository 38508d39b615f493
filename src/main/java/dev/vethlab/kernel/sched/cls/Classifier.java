package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of one kind, for one type of packet at one priority ({@code struct tcf_proto}). */
public abstract class Classifier {

    final FilterBlock block;
    private final int priority;
    private final int protocol;

    Classifier(FilterBlock block, int priority, int protocol) {
        this.block = block;
        this.priority = priority;
        this.protocol = protocol;
    }

    /** The name of its kind, as {@code u32}. */
    public abstract String kind();

    /** Smaller ones are asked first. */
    public int priority() {
        return priority;
    }

    /** The EtherType that it is asked about, 3 for any. */
    public int protocol() {
        return protocol;
    }

    /** What becomes of a packet; {@link Control#UNSPEC} where no filter fits. */
    abstract int classify(Packet packet, Classified result);

    /** The filter of a number; null where there is none. */
    @Nullable
    Filter find(int handle) {
        for (Filter filter : filters()) {
            if (filter.handle() == handle) {
                return filter;
            }
        }
        return null;
    }

    /**
     * Makes a filter, or gives one other settings.
     *
     * @param handle the number asked for, 0 for any
     */
    abstract void change(int handle, @Nullable Filter existing, @Nullable FilterOptions options) throws KernelException;

    /** Takes one filter away. */
    abstract void delete(Filter filter) throws KernelException;

    /** All filters in the order in which they are listed. */
    public abstract List<Filter> filters();

    /** Whether it has nothing any more that it could be asked about. */
    boolean isEmpty() {
        return filters().isEmpty();
    }

    /** Ends, and lets go of all. */
    void destroy() {
        filters().forEach(Filter::release);
    }
}
