package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.ClassOptions;
import dev.vethlab.kernel.sched.ExtraStats;
import dev.vethlab.kernel.sched.HtbClassOptions;
import dev.vethlab.kernel.sched.HtbOptions;
import dev.vethlab.kernel.sched.HtbStats;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.kernel.sched.act.RateConfig;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Optional;

/** {@code htb} and its classes (tc/q_htb.c). */
final class HtbWords implements QdiscWords {

    private static final String USAGE = """
            Usage: ... qdisc add ... htb [default N] [r2q N]
                                  [direct_qlen P] [offload]
             default  minor id of class to which unclassified packets are sent {0}
             r2q      DRR quantums are computed as rate in Bps/r2q {10}
             debug    string of 16 numbers each 0-3 {0}

             direct_qlen  Limit of the direct queue {in packets}
             offload  enable hardware offload
            ... class add ... htb rate R1 [burst B1] [mpu B] [overhead O]
                                  [prio P] [slot S] [pslot PS]
                                  [ceil R2] [cburst B2] [mtu MTU] [quantum Q]
             rate     rate allocated to this class (class can still borrow)
             burst    max bytes burst which can be accumulated during idle period {computed}
             mpu      minimum packet size used in rate computations
             overhead per-packet size overhead used in rate computations
             linklay  adapting to a linklayer e.g. atm
             ceil     definite upper class rate (no borrows) {rate}
             cburst   burst but for ceil {computed}
             mtu      max packet size we create rate map for {1600}
             prio     priority of leaf; lower are served first {0}
             quantum  how much bytes to serve from leaf at once {use r2q}

            TC HTB version 3.3
            """;
    private static final int RATE_TO_QUANTUM = 10;
    private static final int MTU = 1600;
    private static final long HZ = 1_000_000_000L;

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        int rateToQuantum = RATE_TO_QUANTUM;
        int defaultClass = 0;
        int directQueue = -1;
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "r2q")) {
                rateToQuantum = number("r2q", arguments.next(), 10);
            } else if (matches(word, "default")) {
                defaultClass = number("default", arguments.next(), 16);
            } else if (matches(word, "debug")) {
                arguments.next();
            } else if (matches(word, "direct_qlen")) {
                directQueue = number("direct_qlen", arguments.next(), 10);
            } else if (!matches(word, "offload")) {
                throw TcContext.complaint("What is \"" + word + "\"?\n" + USAGE);
            }
        }
        return Optional.of(new HtbOptions(rateToQuantum, defaultClass, 0, directQueue));
    }

    private static int number(String name, String word, int base) {
        return (int) Numbers.u32(word, base).orElseThrow(() -> illegal(name));
    }

    private static ExitException illegal(String name) {
        return TcContext.complaint("Illegal \"" + name + "\"\n" + USAGE);
    }

    /** What has been read of a class so far; 0 is nothing. */
    private static final class Read {
        private long rate;
        private long ceil;
        private int burst;
        private int ceilBurst;
        private int mtu = MTU;
        private int leastPacket;
        private int overhead;
        private int quantum;
        private int priority;
    }

    @Override
    public Optional<ClassOptions> readClass(TcContext context, Arguments arguments, String device, String kind) {
        Read read = new Read();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!plain(read, word, arguments)) {
                rated(context, read, word, arguments, device);
            }
        }
        if (read.rate == 0) {
            throw TcContext.complaint("\"rate\" is required.\n");
        }
        long ceil = read.ceil == 0 ? read.rate : read.ceil;
        int burst = read.burst != 0 ? read.burst : (int) (read.rate / HZ + read.mtu);
        int ceilBurst = read.ceilBurst != 0 ? read.ceilBurst : (int) (ceil / HZ + read.mtu);
        return Optional.of(new HtbClassOptions(
                new RateConfig(read.rate, read.overhead, read.leastPacket, 0),
                new RateConfig(ceil, read.overhead, read.leastPacket, 0),
                Units.transmitTime(read.rate, burst),
                Units.transmitTime(ceil, ceilBurst),
                read.quantum,
                read.priority,
                0));
    }

    private static boolean plain(Read read, String word, Arguments arguments) {
        if (matches(word, "prio")) {
            read.priority = number("prio", arguments.next(), 10);
        } else if (matches(word, "mtu")) {
            read.mtu = number("mtu", arguments.next(), 10);
        } else if (matches(word, "mpu")) {
            read.leastPacket = Numbers.u16(arguments.next(), 10).orElseThrow(() -> illegal("mpu"));
        } else if (matches(word, "overhead")) {
            read.overhead = Numbers.u16(arguments.next(), 10).orElseThrow(() -> illegal("overhead"));
        } else if (matches(word, "linklayer")) {
            if (!LinkLayers.isKnown(arguments.next())) {
                throw illegal("linklayer");
            }
        } else if (matches(word, "quantum")) {
            read.quantum = number("quantum", arguments.next(), 10);
        } else if (matches(word, "burst") || word.equals("buffer") || word.equals("maxburst")) {
            read.burst = Units.sizeAndCell(arguments.next())
                    .orElseThrow(() -> illegal(word))
                    .size();
        } else if (matches(word, "cburst") || word.equals("cbuffer") || word.equals("cmaxburst")) {
            read.ceilBurst = Units.sizeAndCell(arguments.next())
                    .orElseThrow(() -> illegal(word))
                    .size();
        } else {
            return false;
        }
        return true;
    }

    private static void rated(TcContext context, Read read, String word, Arguments arguments, String device) {
        if (word.equals("ceil")) {
            String value = arguments.next();
            once("ceil", read.ceil);
            read.ceil = RateReader.read(context, value, device).orElseThrow(() -> illegal("ceil"));
        } else if (word.equals("rate")) {
            String value = arguments.next();
            once("rate", read.rate);
            read.rate = RateReader.read(context, value, device).orElseThrow(() -> illegal("rate"));
        } else if (word.equals("help")) {
            throw TcContext.complaint(USAGE);
        } else {
            throw TcContext.complaint("What is \"" + word + "\"?\n" + USAGE);
        }
    }

    private static void once(String name, long value) {
        if (value != 0) {
            throw TcContext.complaint("Double \"" + name + "\" spec\n");
        }
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        HtbOptions htb = (HtbOptions) options;
        Output output = context.output();
        output.number("r2q", "r2q %d", htb.rateToQuantum());
        output.prefixedHex("default", " default %#llx", Integer.toUnsignedLong(htb.defaultClass()));
        output.number("direct_packets_stat", " direct_packets_stat %u", htb.directPackets());
        if (context.options().showDetails()) {
            output.string("ver", " ver %s", "3.17");
        }
        output.number("direct_qlen", " direct_qlen %u", htb.directQueueLength());
    }

    @Override
    public void printClass(TcContext context, ClassOptions options) {
        HtbClassOptions htb = (HtbClassOptions) options;
        Output output = context.output();
        boolean details = context.options().showDetails();
        if (htb.level() == 0) {
            output.number("prio", "prio %d ", htb.priority());
            if (details) {
                output.number("quantum", "quantum %d ", htb.quantum());
            }
        }
        Fields.rateInText(context, "rate %s ", htb.rate().bytesPerSecond());
        if (htb.rate().overhead() != 0) {
            output.text("overhead %u ", htb.rate().overhead());
        }
        int buffer = CNumber.toU32(Units.transmitSize(htb.rate().bytesPerSecond(), htb.buffer()));
        Fields.rateInText(context, "ceil %s ", htb.ceil().bytesPerSecond());
        int ceilBuffer = CNumber.toU32(Units.transmitSize(htb.ceil().bytesPerSecond(), htb.ceilBuffer()));
        if (details) {
            output.text("linklayer ethernet ");
            output.text("burst %s/1 ", Units.sizeText(buffer));
            output.text("mpu %s ", Units.sizeText(htb.rate().leastPacket()));
            output.text("cburst %s/1 ", Units.sizeText(ceilBuffer));
            output.text("mpu %s ", Units.sizeText(htb.ceil().leastPacket()));
            output.text("level %d ", htb.level());
        } else {
            output.text("burst %s ", Units.sizeText(buffer));
            output.text("cburst %s ", Units.sizeText(ceilBuffer));
        }
        if (context.raw()) {
            output.text("buffer [%08x] ", Integer.toUnsignedLong(htb.buffer()));
            output.text("cbuffer [%08x] ", Integer.toUnsignedLong(htb.ceilBuffer()));
        }
    }

    @Override
    public boolean printExtra(TcContext context, ExtraStats stats) {
        HtbStats htb = (HtbStats) stats;
        Output output = context.output();
        output.text(" lended: %u", htb.lends());
        output.text(" borrowed: %u", htb.borrows());
        output.text(" giants: %u\n", htb.giants());
        output.text(" tokens: %d", htb.tokens());
        output.text(" ctokens: %d\n", htb.ceilTokens());
        return true;
    }
}
