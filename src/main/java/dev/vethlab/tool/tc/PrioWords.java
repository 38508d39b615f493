package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.PrioOptions;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code prio} and {@code pfifo_fast} (tc/q_prio.c). */
final class PrioWords implements QdiscWords {

    private static final String USAGE = "Usage: ... prio bands NUMBER priomap P1 P2...[multiqueue]\n";
    private static final int BANDS = 3;

    private final boolean hasOptions;

    /**
     * For one of the two.
     *
     * @param hasOptions whether it takes any: {@code pfifo_fast} does not
     */
    PrioWords(boolean hasOptions) {
        this.hasOptions = hasOptions;
    }

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        if (!hasOptions) {
            if (arguments.hasNext()) {
                throw ExitException.returned("qdisc 'pfifo_fast' does not support option parsing\n");
            }
            return Optional.empty();
        }
        int bands = BANDS;
        List<Integer> map = new ArrayList<>(PrioOptions.USUAL_MAP);
        int next = -1;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("bands")) {
                OptionalInt number = Numbers.integer(arguments.next(), 10);
                bands = number.orElseThrow(() -> TcContext.complaint("Illegal \"bands\"\n"));
            } else if (word.equals("priomap")) {
                if (next >= 0) {
                    throw TcContext.complaint("Error: duplicate priomap\n");
                }
                next = 0;
            } else if (word.equals("help")) {
                throw TcContext.complaint(USAGE);
            } else if (!word.equals("multiqueue")) {
                if (next < 0) {
                    throw TcContext.complaint("What is \"" + word + "\"?\n" + USAGE);
                }
                map.set(position(next), band(word, bands));
                next++;
            }
        }
        return Optional.of(new PrioOptions(bands, List.copyOf(map)));
    }

    private static int position(int next) {
        if (next >= PrioOptions.PRIORITIES) {
            throw TcContext.complaint("\"priomap\" index > TC_PRIO_MAX=" + (PrioOptions.PRIORITIES - 1) + "\n");
        }
        return next;
    }

    private static int band(String word, int bands) {
        OptionalLong band = Numbers.u32(word, 10);
        if (band.isEmpty()) {
            throw TcContext.complaint("Illegal \"priomap\" element\n");
        }
        if (band.getAsLong() >= Integer.toUnsignedLong(bands)) {
            throw TcContext.complaint("\"priomap\" element is out of bands\n");
        }
        return (int) band.getAsLong();
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        PrioOptions prio = (PrioOptions) options;
        Output output = context.output();
        output.number("bands", "bands %u ", prio.bands());
        output.openArray("priomap", "priomap");
        prio.map().forEach(band -> output.element(" %d", band));
        output.closeArray();
        output.jsonBool("multiqueue", false);
    }
}
