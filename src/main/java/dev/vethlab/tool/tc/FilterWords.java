package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** How one kind of filter is read and written ({@code struct filter_util}). */
interface FilterWords {

    /**
     * Reads what was asked of a filter, and its number into the request.
     *
     * @param handle the word behind {@code handle}, if there was one
     */
    Optional<FilterOptions> read(
            TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle);

    /** Writes a filter. */
    void print(TcContext context, Classifier classifier, Filter filter);
}
