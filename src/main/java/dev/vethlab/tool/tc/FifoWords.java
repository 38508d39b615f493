package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.FifoOptions;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code pfifo}, {@code bfifo} and {@code pfifo_head_drop} (tc/q_fifo.c). */
final class FifoWords implements QdiscWords {

    private static final String USAGE = "Usage: ... <[p|b]fifo | pfifo_head_drop> [ limit NUMBER ]\n";

    private final String kind;

    FifoWords(String kind) {
        this.kind = kind;
    }

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        Optional<QdiscOptions> options = Optional.empty();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("limit")) {
                String value = arguments.next();
                OptionalInt limit = Units.size(value);
                if (limit.isEmpty()) {
                    throw TcContext.complaint(kind + ": Illegal value for \"limit\": \"" + value + "\"\n");
                }
                options = Optional.of(new FifoOptions(limit.getAsInt()));
            } else if (word.equals("help")) {
                throw TcContext.complaint(USAGE);
            } else {
                throw TcContext.complaint(kind + ": unknown parameter \"" + word + "\"\n" + USAGE);
            }
        }
        return options;
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        int limit = ((FifoOptions) options).limit();
        if (kind.equals("bfifo")) {
            Fields.size(context, "limit", "limit %s", limit);
        } else {
            context.output().number("limit", "limit %up", Integer.toUnsignedLong(limit));
        }
    }
}
