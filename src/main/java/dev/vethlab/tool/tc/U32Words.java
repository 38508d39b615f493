package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.ActionSpec;
import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.kernel.sched.cls.U32Options;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code u32}: by any bytes (tc/f_u32.c). */
final class U32Words implements FilterWords {

    private static final String USAGE = """
            Usage: ... u32 [ match SELECTOR ... ] [ link HTID ] [ classid CLASSID ]
                           [ action ACTION_SPEC ] [ offset OFFSET_SPEC ]
                           [ ht HTID ] [ hashkey HASHKEY_SPEC ]
                           [ sample SAMPLE ] [skip_hw | skip_sw]
            or         u32 divisor DIVISOR

            Where: SELECTOR := SAMPLE SAMPLE ...
                   SAMPLE := { ip | ip6 | udp | tcp | icmp | u{32|16|8} | mark }
                             SAMPLE_ARGS [ divisor DIVISOR ]
                   FILTERID := X:Y:Z

            NOTE: CLASSID is parsed at hexadecimal input.
            """;
    private static final int MOST_DIVISOR = 0x100;
    private static final int NODE = 0xfff;
    private static final int BUCKETS = 0xff000;
    private static final int TABLE = 0xfff00000;

    /** What has been read so far. */
    private static final class Read {
        private final U32Selector selector = new U32Selector();
        private final List<ActionSpec> actions = new ArrayList<>();
        private boolean hasMatch;
        private boolean hasSample;
        private boolean terminal;
        private OptionalInt classId = OptionalInt.empty();
        private OptionalInt divisor = OptionalInt.empty();
        private OptionalInt link = OptionalInt.empty();
        private Optional<String> device = Optional.empty();
        private int table;
        private int order;
    }

    @Override
    public Optional<FilterOptions> read(
            TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
        handle.ifPresent(text ->
                request.handle = U32Handles.read(text).orElseThrow(() -> TcContext.complaint("Illegal filter ID\n")));
        if (!arguments.hasNext()) {
            return Optional.empty();
        }
        Read read = new Read();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!matching(read, word, arguments) && !tables(read, word, arguments, handle.isPresent())) {
                other(context, read, word, arguments);
            }
        }
        if (read.order != 0) {
            int node = request.handle & NODE;
            if (node != 0 && node != read.order) {
                throw TcContext.complaint("\"order\" contradicts \"handle\"\n");
            }
            request.handle |= read.order;
        }
        return Optional.of(new U32Options(
                read.selector.keys(),
                read.hasMatch,
                read.terminal || read.classId.isPresent(),
                read.selector.header(),
                read.table,
                read.divisor,
                read.link,
                read.selector.mark(),
                read.device,
                read.classId,
                read.actions));
    }

    private static boolean matching(Read read, String word, Arguments arguments) {
        if (matches(word, "match")) {
            if (!read.selector.match(arguments)) {
                throw TcContext.complaint("Illegal \"match\"\n");
            }
            read.hasMatch = true;
        } else if (matches(word, "offset")) {
            if (!read.selector.offset(arguments)) {
                throw TcContext.complaint("Illegal \"offset\"\n");
            }
        } else if (matches(word, "hashkey")) {
            if (!read.selector.hashKey(arguments)) {
                throw TcContext.complaint("Illegal \"hashkey\"\n");
            }
        } else {
            return false;
        }
        return true;
    }

    private static boolean tables(Read read, String word, Arguments arguments, boolean hasHandle) {
        if (matches(word, "divisor")) {
            read.divisor = OptionalInt.of(divisor(arguments.next(), "Illegal \"divisor\"\n"));
        } else if (matches(word, "order")) {
            read.order = (int)
                    Numbers.u32(arguments.next(), 0).orElseThrow(() -> TcContext.complaint("Illegal \"order\"\n"));
        } else if (word.equals("link")) {
            int link = U32Handles.read(arguments.next()).orElseThrow(() -> TcContext.complaint("Illegal \"link\"\n"));
            if ((link & NODE) != 0) {
                throw TcContext.complaint("\"link\" must be a hash table.\n");
            }
            read.link = OptionalInt.of(link);
        } else if (word.equals("ht")) {
            int table = U32Handles.read(arguments.next()).orElseThrow(() -> TcContext.complaint("Illegal \"ht\"\n"));
            if (hasHandle && (table & NODE) != 0) {
                throw TcContext.complaint("\"ht\" must be a hash table.\n");
            }
            read.table = read.hasSample ? read.table & BUCKETS | table & TABLE : table & ~NODE;
        } else if (word.equals("sample")) {
            sample(read, arguments);
        } else {
            return false;
        }
        return true;
    }

    private static void sample(Read read, Arguments arguments) {
        U32Selector sample = new U32Selector();
        if (!sample.match(arguments)) {
            throw TcContext.complaint("Illegal \"sample\"\n");
        }
        if (sample.keys().size() != 1) {
            throw TcContext.complaint("\"sample\" must contain exactly ONE key.\n");
        }
        int divisor = MOST_DIVISOR;
        if (arguments.take("divisor")) {
            divisor = divisor(arguments.next(), "Illegal sample \"divisor\"\n");
        }
        read.table = Integer.remainderUnsigned(sample.fold(), divisor) << 12 | read.table & TABLE;
        read.hasSample = true;
    }

    private static int divisor(String word, String complaint) {
        OptionalLong divisor = Numbers.u32(word, 0);
        if (divisor.isEmpty() || divisor.getAsLong() > MOST_DIVISOR || Long.bitCount(divisor.getAsLong()) != 1) {
            throw TcContext.complaint(complaint);
        }
        return (int) divisor.getAsLong();
    }

    private static void other(TcContext context, Read read, String word, Arguments arguments) {
        if (matches(word, "classid") || word.equals("flowid")) {
            read.classId = ClassIds.classId(arguments.next());
            if (read.classId.isEmpty()) {
                throw TcContext.complaint("Illegal \"classid\"\n");
            }
        } else if (word.equals("indev")) {
            if (!arguments.hasNext()) {
                throw TcContext.complaint("Illegal indev\n");
            }
            read.device = Optional.of(arguments.next());
        } else if (matches(word, "action")) {
            read.actions.addAll(new ActionReader(context, arguments).read("Illegal \"action\"\n"));
            read.terminal = true;
        } else if (matches(word, "police")) {
            read.actions.add(police(arguments));
            read.terminal = true;
        } else if (!word.equals("skip_hw") && !word.equals("skip_sw")) {
            throw TcContext.complaint((word.equals("help") ? "" : "What is \"" + word + "\"?\n") + USAGE);
        }
    }

    /** The old way to write it, which the kernel takes as an action. */
    private static ActionSpec police(Arguments arguments) {
        try {
            return new PoliceReader(arguments).read();
        } catch (BadActionException bad) {
            throw TcContext.complaint(bad.words() + "Illegal \"police\"\n");
        }
    }

    @Override
    public void print(TcContext context, Classifier classifier, Filter filter) {
        new U32Printer(context, classifier.protocol()).print(filter);
    }
}
