package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Map;
import java.util.Optional;

/** The kinds of filters that {@code tc} knows ({@code get_filter_kind}). */
final class FilterUtils {

    private static final Map<String, FilterUtil> KNOWN = Map.of(
            "basic", new PlainFilterUtil("basic"),
            "flower", new FlowerUtil(),
            "fw", new FwUtil(),
            "matchall", new PlainFilterUtil("matchall"),
            "u32", new U32Util());

    private FilterUtils() {}

    private record Unknown(String kind) implements FilterUtil {

        @Override
        public Optional<FilterOptions> read(
                TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
            if (arguments.hasNext()) {
                throw TcContext.complaint("Unknown filter \"" + kind + "\", hence option \"" + arguments.next()
                        + "\" is unparsable\n");
            }
            return Optional.empty();
        }

        @Override
        public void print(TcContext context, Classifier classifier, Filter filter) {}
    }

    static FilterUtil of(String kind) {
        FilterUtil known = KNOWN.get(kind);
        return known == null ? new Unknown(kind) : known;
    }
}
