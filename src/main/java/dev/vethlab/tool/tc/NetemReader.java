package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.NetemOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the words behind {@code netem} ({@code netem_parse_opt}). */
final class NetemReader {

    static final String USAGE = """
            Usage: ... netem [ limit PACKETS ]
                             [ delay TIME [ JITTER [CORRELATION]]]
                             [ distribution {uniform|normal|pareto|paretonormal} ]
                             [ corrupt PERCENT [CORRELATION]]
                             [ duplicate PERCENT [CORRELATION]]
                             [ loss random PERCENT [CORRELATION]]
                             [ loss state P13 [P31 [P32 [P23 P14]]]
                             [ loss gemodel PERCENT [R [1-H [1-K]]]
                             [ ecn ]
                             [ reorder PERCENT [CORRELATION] [ gap DISTANCE ]]
                             [ rate RATE [PACKETOVERHEAD] [CELLSIZE] [CELLOVERHEAD]]
                             [ slot MIN_DELAY [MAX_DELAY] [packets MAX_PACKETS] [bytes MAX_BYTES]]
                             [ slot distribution {uniform|normal|pareto|paretonormal|custom}
                               DELAY JITTER [packets MAX_PACKETS] [bytes MAX_BYTES]]
            """;
    private static final int LIMIT = 1000;

    private final TcContext context;
    private final Arguments arguments;
    private final String device;
    private int latency;
    private int jitter;
    private int limit = LIMIT;
    private int gap;
    private int duplicate;
    private int delayCorrelation;
    private int lossCorrelation;
    private int duplicateCorrelation;
    private boolean correlated;
    private NetemOptions.@Nullable Share reorder;
    private NetemOptions.@Nullable Share corrupt;
    private NetemOptions.@Nullable Rate rate;
    private NetemOptions.@Nullable Slot slot;
    private short @Nullable [] distribution;
    private short @Nullable [] slotDistribution;
    private boolean ecn;
    private final NetemLossReader loss;

    NetemReader(TcContext context, Arguments arguments, String device) {
        this.context = context;
        this.arguments = arguments;
        this.device = device;
        this.loss = new NetemLossReader(this);
    }

    NetemOptions read() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!delays(word) && !damages(word)) {
                rest(word);
            }
        }
        check();
        return new NetemOptions(
                latency,
                jitter,
                limit,
                loss.share(),
                gap,
                duplicate,
                correlated
                        ? new NetemOptions.Correlations(delayCorrelation, lossCorrelation, duplicateCorrelation)
                        : null,
                reorder,
                corrupt,
                rate,
                loss.model(),
                slot,
                distribution,
                slotDistribution,
                ecn);
    }

    private boolean delays(String word) {
        if (matches(word, "limit")) {
            limit = Units.size(arguments.next()).orElseThrow(() -> illegal("limit"));
        } else if (matches(word, "latency") || matches(word, "delay")) {
            latency = ticks(arguments.next());
            if (nextIsNumber()) {
                jitter = ticks(arguments.next());
                if (nextIsNumber()) {
                    correlated = true;
                    delayCorrelation = percent("latency");
                }
            }
        } else if (matches(word, "distribution")) {
            distribution = DelayDistributions.read(arguments.next());
        } else if (matches(word, "rate")) {
            readRate();
        } else if (matches(word, "slot")) {
            readSlot();
        } else {
            return false;
        }
        return true;
    }

    private boolean damages(String word) {
        if (matches(word, "loss") || matches(word, "drop")) {
            loss.read();
        } else if (matches(word, "ecn")) {
            ecn = true;
        } else if (matches(word, "reorder")) {
            reorder = share("reorder");
        } else if (matches(word, "corrupt")) {
            corrupt = share("corrupt");
        } else if (matches(word, "gap")) {
            gap = (int) Numbers.u32(arguments.next(), 0).orElseThrow(() -> illegal("gap"));
        } else if (matches(word, "duplicate")) {
            duplicate = percent("duplicate");
            if (nextIsNumber()) {
                duplicateCorrelation = percent("duplicate");
            }
        } else {
            return false;
        }
        return true;
    }

    private static void rest(String word) {
        throw TcContext.complaint((word.equals("help") ? "" : "What is \"" + word + "\"?\n") + USAGE);
    }

    private NetemOptions.Share share(String name) {
        int probability = percent(name);
        int correlation = 0;
        if (nextIsNumber()) {
            correlated = true;
            correlation = percent(name);
        }
        return new NetemOptions.Share(probability, correlation);
    }

    private void readRate() {
        long bytes = RateReader.read(context, arguments.next(), device).orElseThrow(() -> illegal("rate"));
        int packetOverhead = 0;
        int cellSize = 0;
        int cellOverhead = 0;
        if (nextIsNumber() || nextIsNegative()) {
            packetOverhead = Numbers.integer(arguments.next(), 0).orElseThrow(() -> illegal("rate"));
        }
        if (nextIsNumber()) {
            cellSize = (int) Numbers.u32(arguments.next(), 0).orElseThrow(() -> illegal("rate"));
        }
        if (nextIsNumber() || nextIsNegative()) {
            cellOverhead = Numbers.integer(arguments.next(), 0).orElseThrow(() -> illegal("rate"));
        }
        rate = new NetemOptions.Rate(bytes, packetOverhead, cellSize, cellOverhead);
    }

    private void readSlot() {
        long least = 0;
        long most = 0;
        long mean = 0;
        long deviation = 0;
        if (nextIsNumber()) {
            least = Units.time64(arguments.next()).orElseThrow(() -> illegal("slot min_delay"));
            most = least;
            if (nextIsNumber()) {
                most = Units.time64(arguments.next()).orElseThrow(() -> illegal("slot max_delay"));
                if (most < least) {
                    throw illegal("slot max_delay");
                }
            }
        } else {
            String word = arguments.next();
            if (!word.equals("distribution")) {
                throw TcContext.complaint("Unknown slot parameter: " + word + "\n");
            }
            slotDistribution = DelayDistributions.read(arguments.next());
            mean = Units.time64(arguments.next()).orElseThrow(() -> illegal("slot delay"));
            deviation = Units.time64(arguments.next()).orElseThrow(() -> illegal("slot jitter"));
            if (deviation <= 0) {
                throw TcContext.complaint("Non-positive jitter\n");
            }
        }
        int packets = 0;
        int bytes = 0;
        if (arguments.takeMatching("packets")) {
            packets = Numbers.integer(arguments.hasNext() ? arguments.next() : "", 0)
                    .orElseThrow(() -> illegal("slot packets"));
        }
        if (arguments.takeMatching("bytes")) {
            bytes = Units.size(arguments.hasNext() ? arguments.next() : "").orElseThrow(() -> illegal("slot bytes"));
        }
        slot = new NetemOptions.Slot(least, most, packets, bytes, mean, deviation);
    }

    private void check() {
        NetemOptions.Share wanted = reorder;
        if (wanted != null && wanted.probability() != 0) {
            if (latency == 0) {
                throw TcContext.complaint("reordering not possible without specifying some delay\n" + USAGE);
            }
            gap = gap == 0 ? 1 : gap;
        } else if (gap != 0) {
            throw TcContext.complaint("gap specified without reorder probability\n" + USAGE);
        }
        if (ecn && loss.isNone()) {
            throw TcContext.complaint("ecn requested without loss model\n" + USAGE);
        }
        if (distribution != null && (latency == 0 || jitter == 0)) {
            throw TcContext.complaint("distribution specified but no latency and jitter values\n" + USAGE);
        }
    }

    private int ticks(String word) {
        int time = Units.time(word).orElseThrow(() -> illegal("latency"));
        if (Units.isTooLong(time)) {
            throw TcContext.complaint(
                    "Illegal " + Integer.toUnsignedString(time) + " time (too large)\nIllegal \"latency\"\n");
        }
        return Units.ticks(time);
    }

    /** The next word as a share. */
    int percent(String name) {
        Optional<Double> share = Units.percent(arguments.next());
        return Units.scaled(share.orElseThrow(() -> illegal(name)));
    }

    void setLossCorrelation(int share) {
        correlated = true;
        lossCorrelation = share;
    }

    Arguments arguments() {
        return arguments;
    }

    boolean nextIsNumber() {
        return arguments.hasNext()
                && !arguments.peek().isEmpty()
                && Character.isDigit(arguments.peek().charAt(0));
    }

    private boolean nextIsNegative() {
        return arguments.peek().startsWith("-");
    }

    static ExitException illegal(String name) {
        return TcContext.complaint("Illegal \"" + name + "\"\n");
    }
}
