package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Map;
import java.util.Optional;

/** The kinds of disciplines that {@code tc} knows ({@code get_qdisc_kind}). */
final class QdiscVocabulary {

    private static final Map<String, QdiscWords> KNOWN = Map.ofEntries(
            Map.entry("bfifo", new FifoWords("bfifo")),
            Map.entry("clsact", new SideWords(true)),
            Map.entry("fq_codel", new FqCodelWords()),
            Map.entry("htb", new HtbWords()),
            Map.entry("ingress", new SideWords(false)),
            Map.entry("netem", new NetemWords()),
            Map.entry("pfifo", new FifoWords("pfifo")),
            Map.entry("pfifo_fast", new PrioWords(false)),
            Map.entry("pfifo_head_drop", new FifoWords("pfifo_head_drop")),
            Map.entry("prio", new PrioWords(true)),
            Map.entry("tbf", new TbfWords()));

    private QdiscVocabulary() {}

    /** How a discipline of which nothing is known is read: it may have no options. */
    private record Unknown(String kind) implements QdiscWords {

        @Override
        public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
            if (arguments.hasNext()) {
                throw TcContext.complaint(
                        "Unknown qdisc \"" + kind + "\", hence option \"" + arguments.next() + "\" is unparsable\n");
            }
            return Optional.empty();
        }
    }

    static QdiscWords of(String kind) {
        QdiscWords known = KNOWN.get(kind);
        return known == null ? new Unknown(kind) : known;
    }
}
