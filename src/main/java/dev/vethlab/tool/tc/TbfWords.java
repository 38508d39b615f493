package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.kernel.sched.TbfOptions;
import dev.vethlab.kernel.sched.act.RateConfig;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code tbf} (tc/q_tbf.c). */
final class TbfWords implements QdiscWords {

    private static final String USAGE = """
            Usage: ... tbf limit BYTES burst BYTES[/BYTES] rate KBPS [ mtu BYTES[/BYTES] ]
            \t[ peakrate KBPS ] [ latency TIME ] [ overhead BYTES ] [ linklayer TYPE ]
            """;
    private static final double US_A_SECOND = 1e6;

    /** What has been read so far; 0 is nothing. */
    private static final class Read {
        private long rate;
        private long peak;
        private int burst;
        private int mtu;
        private int leastPacket;
        private int overhead;
        private int limit;
        private int latency;
    }

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        Read read = new Read();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!limits(read, word, arguments) && !rates(context, read, word, arguments, device)) {
                other(read, word, arguments);
            }
        }
        check(context, read);
        if (read.limit == 0) {
            double limit = read.rate * (Integer.toUnsignedLong(read.latency) / US_A_SECOND) + read.burst;
            if (read.peak != 0) {
                limit = Math.min(limit, read.peak * (Integer.toUnsignedLong(read.latency) / US_A_SECOND) + read.mtu);
            }
            read.limit = CNumber.toU32(limit);
        }
        RateConfig rate = new RateConfig(read.rate, read.overhead, read.leastPacket, 0);
        RateConfig peak =
                read.peak == 0 ? RateConfig.NONE : new RateConfig(read.peak, read.overhead, read.leastPacket, 0);
        return Optional.of(new TbfOptions(rate, read.burst, 0, read.limit, peak, read.mtu, 0));
    }

    private static boolean limits(Read read, String word, Arguments arguments) {
        if (matches(word, "limit")) {
            String value = arguments.next();
            once("limit", read.limit != 0);
            if (read.latency != 0) {
                throw TcContext.complaint("tbf: specifying both \"latency\" and \"limit\" is not allowed\n");
            }
            read.limit = Units.size(value).orElseThrow(() -> illegal("limit", value));
        } else if (matches(word, "latency")) {
            String value = arguments.next();
            once("latency", read.latency != 0);
            if (read.limit != 0) {
                throw TcContext.complaint("tbf: specifying both \"limit\" and \"/latency\" is not allowed\n");
            }
            read.latency = Units.time(value).orElseThrow(() -> illegal("latency", value));
        } else if (matches(word, "burst") || word.equals("buffer") || word.equals("maxburst")) {
            String value = arguments.next();
            once("buffer/burst/maxburst", read.burst != 0);
            read.burst = Units.sizeAndCell(value)
                    .orElseThrow(() -> illegal(word, value))
                    .size();
        } else if (word.equals("mtu") || word.equals("minburst")) {
            String value = arguments.next();
            once("mtu/minburst", read.mtu != 0);
            read.mtu = Units.sizeAndCell(value)
                    .orElseThrow(() -> illegal(word, value))
                    .size();
        } else {
            return false;
        }
        return true;
    }

    private static boolean rates(TcContext context, Read read, String word, Arguments arguments, String device) {
        if (word.equals("mpu")) {
            String value = arguments.next();
            once("mpu", read.leastPacket != 0);
            read.leastPacket = Units.size(value).orElseThrow(() -> illegal("mpu", value));
        } else if (word.equals("rate")) {
            String value = arguments.next();
            once("rate", read.rate != 0);
            read.rate = rate(context, "rate", value, device);
        } else if (matches(word, "peakrate")) {
            String value = arguments.next();
            once("peakrate", read.peak != 0);
            read.peak = rate(context, "peakrate", value, device);
        } else {
            return false;
        }
        return true;
    }

    private static void other(Read read, String word, Arguments arguments) {
        if (matches(word, "overhead")) {
            String value = arguments.next();
            once("overhead", read.overhead != 0);
            OptionalInt overhead = Numbers.u16(value, 10);
            read.overhead = overhead.orElseThrow(() -> illegal("overhead", value));
        } else if (matches(word, "linklayer")) {
            String value = arguments.next();
            if (!LinkLayers.isKnown(value)) {
                throw illegal("linklayer", value);
            }
        } else if (word.equals("help")) {
            throw TcContext.complaint(USAGE);
        } else {
            throw TcContext.complaint("tbf: unknown parameter \"" + word + "\"\n" + USAGE);
        }
    }

    private static long rate(TcContext context, String name, String value, String device) {
        OptionalLong rate = RateReader.read(context, value, device);
        return rate.orElseThrow(() -> illegal(name, value));
    }

    private static void once(String name, boolean again) {
        if (again) {
            throw TcContext.complaint("tbf: duplicate \"" + name + "\" specification\n");
        }
    }

    private static ExitException illegal(String name, String value) {
        return TcContext.complaint("tbf: illegal value for \"" + name + "\": \"" + value + "\"\n");
    }

    private static void check(TcContext context, Read read) {
        StringBuilder missing = new StringBuilder();
        if (read.rate == 0) {
            missing.append("tbf: the \"rate\" parameter is mandatory.\n");
        }
        if (read.burst == 0) {
            missing.append("tbf: the \"burst\" parameter is mandatory.\n");
        }
        if (read.peak != 0 && read.mtu == 0) {
            missing.append("tbf: when \"peakrate\" is specified, \"mtu\" must also be specified.\n");
        }
        if (read.limit == 0 && read.latency == 0) {
            missing.append("tbf: either \"limit\" or \"latency\" is required.\n");
        }
        if (missing.length() > 0) {
            throw TcContext.complaint(missing + USAGE);
        }
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        TbfOptions tbf = (TbfOptions) options;
        long rate = tbf.rate().bytesPerSecond();
        Fields.rate(context, "rate", "rate %s ", rate);
        int buffer = CNumber.toU32(Units.transmitSize(rate, tbf.buffer()));
        if (context.options().showDetails()) {
            context.output().string("burst", "burst %s ", Units.sizeText(buffer) + "/1");
            Fields.size(context, "mpu", "mpu %s ", tbf.rate().leastPacket());
        } else {
            Fields.size(context, "burst", "burst %s ", buffer);
        }
        if (context.raw()) {
            context.output().hex("burst_raw", "[%08x] ", Integer.toUnsignedLong(tbf.buffer()));
        }
        printPeak(context, tbf);
        printLatency(context, tbf);
        if (tbf.rate().overhead() != 0) {
            context.output().number("overhead", "overhead %d ", tbf.rate().overhead());
        }
        if (context.options().showDetails()) {
            context.output().string("linklayer", "linklayer %s ", "ethernet");
        }
    }

    private static void printPeak(TcContext context, TbfOptions tbf) {
        long peak = tbf.peak().bytesPerSecond();
        if (peak == 0) {
            return;
        }
        Fields.rateInText(context, "peakrate %s ", peak);
        if (tbf.mtu() != 0 || tbf.peak().leastPacket() != 0) {
            int mtu = CNumber.toU32(Units.transmitSize(peak, tbf.mtu()));
            if (context.options().showDetails()) {
                context.output().string("mtu", "mtu %s ", Units.sizeText(mtu) + "/1");
                Fields.size(context, "mpu", "mpu %s ", tbf.peak().leastPacket());
            } else {
                Fields.size(context, "minburst", "minburst %s ", mtu);
            }
            if (context.raw()) {
                context.output().hex("mtu_raw", "[%08x] ", Integer.toUnsignedLong(tbf.mtu()));
            }
        }
    }

    private static void printLatency(TcContext context, TbfOptions tbf) {
        double limit = Integer.toUnsignedLong(tbf.limit());
        double latency = US_A_SECOND * (limit / tbf.rate().bytesPerSecond())
                - Integer.toUnsignedLong(Units.microseconds(tbf.buffer()));
        if (tbf.peak().isPresent()) {
            latency = Math.max(
                    latency,
                    US_A_SECOND * (limit / tbf.peak().bytesPerSecond())
                            - Integer.toUnsignedLong(Units.microseconds(tbf.mtu())));
        }
        if (latency >= 0) {
            context.output().jsonNumber("lat", (long) latency);
            context.output().text("lat %s ", Units.timeText(CNumber.toU32(latency)));
        }
        if (context.raw() || latency < 0) {
            Fields.size(context, "limit", "limit %s ", tbf.limit());
        }
    }
}
