package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Map;
import java.util.Optional;

/** The kinds of filters that {@code tc} knows ({@code get_filter_kind}). */
final class FilterVocabulary {

    private static final Map<String, FilterWords> KNOWN = Map.of(
            "basic", new PlainFilterWords("basic"),
            "flower", new FlowerWords(),
            "fw", new FwWords(),
            "matchall", new PlainFilterWords("matchall"),
            "u32", new U32Words());

    private FilterVocabulary() {}

    private record Unknown(String kind) implements FilterWords {

        @Override
        public Optional<FilterOptions> read(
                TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
            if (arguments.hasNext()) {
                throw TcContext.complaint(
                        "Unknown filter \"" + kind + "\", hence option \"" + arguments.next() + "\" is unparsable\n");
            }
            return Optional.empty();
        }

        @Override
        public void print(TcContext context, Classifier classifier, Filter filter) {}
    }

    static FilterWords of(String kind) {
        FilterWords known = KNOWN.get(kind);
        return known == null ? new Unknown(kind) : known;
    }
}
