package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Map;
import java.util.Optional;

/** The kinds of disciplines that {@code tc} knows ({@code get_qdisc_kind}). */
final class QdiscUtils {

    private static final Map<String, QdiscUtil> KNOWN = Map.ofEntries(
            Map.entry("bfifo", new FifoUtil("bfifo")),
            Map.entry("clsact", new SideUtil(true)),
            Map.entry("fq_codel", new FqCodelUtil()),
            Map.entry("htb", new HtbUtil()),
            Map.entry("ingress", new SideUtil(false)),
            Map.entry("netem", new NetemUtil()),
            Map.entry("pfifo", new FifoUtil("pfifo")),
            Map.entry("pfifo_fast", new PrioUtil(false)),
            Map.entry("pfifo_head_drop", new FifoUtil("pfifo_head_drop")),
            Map.entry("prio", new PrioUtil(true)),
            Map.entry("tbf", new TbfUtil()));

    private QdiscUtils() {}

    /** How a discipline of which nothing is known is read: it may have no options. */
    private record Unknown(String kind) implements QdiscUtil {

        @Override
        public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
            if (arguments.hasNext()) {
                throw TcContext.complaint("Unknown qdisc \"" + kind + "\", hence option \"" + arguments.next()
                        + "\" is unparsable\n");
            }
            return Optional.empty();
        }
    }

    static QdiscUtil of(String kind) {
        QdiscUtil known = KNOWN.get(kind);
        return known == null ? new Unknown(kind) : known;
    }
}
