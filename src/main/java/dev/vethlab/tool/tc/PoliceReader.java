package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.Control;
import dev.vethlab.kernel.sched.act.PoliceSpec;
import dev.vethlab.kernel.sched.act.RateConfig;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads an action that measures packets ({@code act_parse_police}). */
final class PoliceReader {

    private static final String USAGE = """
            Usage: ... police [ rate BPS burst BYTES[/BYTES] ]\s
            \t\t[ pkts_rate RATE pkts_burst PACKETS ] [ mtu BYTES[/BYTES] ]
            \t\t[ peakrate BPS ] [ avrate BPS ] [ overhead BYTES ]
            \t\t[ linklayer TYPE ] [ CONTROL ]
            Where: CONTROL := conform-exceed <EXCEEDACT>[/NOTEXCEEDACT]
            \t\t  Define how to handle packets which exceed (<EXCEEDACT>)
            \t\t  or conform (<NOTEXCEEDACT>) the configured bandwidth limit.
                   EXCEEDACT/NOTEXCEEDACT := { pipe | ok | reclassify | drop | continue |
            \t\t\t\t   goto chain <CHAIN_INDEX> }
            """;
    private static final int USUAL_MTU = 2047;
    private static final int CELLS = 255;

    private final Arguments arguments;
    private int index;
    private int burst;
    private int burstCell = -1;
    private int mtu;
    private int leastPacket;
    private int overhead;
    private long rate;
    private long peak;
    private int exceed = Control.RECLASSIFY;
    private int conform;

    PoliceReader(Arguments arguments) {
        this.arguments = arguments;
    }

    PoliceSpec read() {
        if (!arguments.hasNext()) {
            throw ExitException.incomplete();
        }
        boolean any = false;
        while (arguments.hasNext() && (sizes() || rates() || controls())) {
            any = true;
        }
        if (!any) {
            throw new BadActionException("");
        }
        check();
        int cell = cellLog();
        RateConfig config = rate == 0 ? RateConfig.NONE : new RateConfig(rate, overhead, leastPacket, cell);
        RateConfig peakConfig = peak == 0 ? RateConfig.NONE : new RateConfig(peak, overhead, leastPacket, cell);
        boolean bare = rate == 0 && mtu == 0;
        return new PoliceSpec(
                index,
                bare,
                exceed,
                conform,
                conform != 0,
                config,
                rate == 0 ? 0 : Units.transmitTime(rate, burst),
                mtu,
                peakConfig);
    }

    /** {@code tc_calc_rtable_64}. */
    private int cellLog() {
        if (burstCell >= 0) {
            return burstCell;
        }
        int log = 0;
        while ((mtu == 0 ? USUAL_MTU : mtu) >>> log > CELLS) {
            log++;
        }
        return log;
    }

    private boolean sizes() {
        String word = arguments.peek();
        if (matches(word, "index")) {
            String value = value();
            index = (int) Numbers.u32(value, 10).orElseThrow(() -> ExitException.invalid("index", value));
        } else if (matches(word, "burst") || word.equals("buffer") || word.equals("maxburst")) {
            String value = value();
            once("buffer/burst", burst, value);
            Units.SizeAndCell size = Units.sizeAndCell(value).orElseThrow(() -> ExitException.invalid("buffer", value));
            burst = size.size();
            burstCell = size.cellLog();
        } else if (word.equals("mtu") || word.equals("minburst")) {
            String value = value();
            once("mtu/minburst", mtu, value);
            mtu = Units.sizeAndCell(value)
                    .orElseThrow(() -> ExitException.invalid("mtu", value))
                    .size();
        } else if (word.equals("mpu")) {
            String value = value();
            once("mpu", leastPacket, value);
            leastPacket = Units.size(value).orElseThrow(() -> ExitException.invalid("mpu", value));
        } else {
            return false;
        }
        return true;
    }

    private boolean rates() {
        String word = arguments.peek();
        if (word.equals("rate")) {
            String value = value();
            once("rate", rate, value);
            rate = Units.rate(value).orElseThrow(() -> ExitException.invalid("rate", value));
        } else if (matches(word, "peakrate")) {
            String value = value();
            once("peakrate", peak, value);
            peak = Units.rate(value).orElseThrow(() -> ExitException.invalid("peakrate", value));
        } else if (matches(word, "overhead")) {
            String value = value();
            OptionalInt bytes = Numbers.u16(value, 10);
            overhead = bytes.orElseThrow(() -> ExitException.invalid("overhead", value));
        } else if (matches(word, "linklayer")) {
            String value = value();
            if (!LinkLayers.isKnown(value)) {
                throw ExitException.invalid("linklayer", value);
            }
        } else if (word.equals("avrate") || matches(word, "pkts_rate") || matches(word, "pkts_burst")) {
            throw new BadActionException("tc: police " + word + " is not simulated\n");
        } else {
            return false;
        }
        return true;
    }

    private boolean controls() {
        String word = arguments.peek();
        if (word.equals("help")) {
            throw ExitException.usage(USAGE);
        }
        if (word.equals("conform-exceed")) {
            arguments.next();
            bothControls();
            return true;
        }
        Optional<Integer> control =
                matches(word, "jump") || matches(word, "trap") ? Optional.empty() : Controls.readIfThere(arguments);
        control.ifPresent(found -> exceed = found);
        return control.isPresent();
    }

    /** {@code parse_action_control_slash}. */
    private void bothControls() {
        String word = arguments.hasNext() ? arguments.peek() : "";
        int slash = word.indexOf('/');
        if (slash < 0) {
            exceed = Controls.read(arguments);
            if (arguments.take("/")) {
                conform = Controls.read(arguments);
            }
            return;
        }
        arguments.next();
        exceed = Controls.find(word.substring(0, slash)).orElseThrow(() -> new BadActionException(""));
        conform = Controls.find(word.substring(slash + 1)).orElseThrow(() -> new BadActionException(""));
    }

    private String value() {
        arguments.next();
        return arguments.next();
    }

    private static void once(String name, long already, String value) {
        if (already != 0) {
            throw ExitException.duplicate(name, value);
        }
    }

    private void check() {
        if (rate == 0 && index == 0 && mtu == 0) {
            throw new BadActionException("'rate' or 'avrate' or 'mtu' or 'pkts_rate' MUST be specified.\n");
        }
        if (rate != 0 && burst == 0) {
            throw new BadActionException("'burst' requires 'rate'.\n");
        }
        if (peak != 0 && rate == 0) {
            throw new BadActionException("'peakrate' requires 'rate'.\n");
        }
        if (peak != 0 && mtu == 0) {
            throw new BadActionException("'mtu' is required, if 'peakrate' is requested.\n");
        }
    }
}
