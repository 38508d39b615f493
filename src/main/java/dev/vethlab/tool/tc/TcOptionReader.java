package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpFlag;
import dev.vethlab.tool.ip.grammar.OptionReader;

/** Reads the words between {@code tc} and its object ({@code main} in tc/tc.c). */
final class TcOptionReader extends OptionReader {

    private static final String VERSION = "tc utility, iproute2-6.1.0, libbpf 1.1.2\n";

    private boolean raw;

    TcOptionReader(Process process, Arguments arguments) {
        super(process, arguments, TcUsage.PROGRAM);
        readAll();
    }

    boolean showsRaw() {
        return raw;
    }

    @Override
    protected void read(String word) {
        if (counted(word)) {
            return;
        }
        if (matches(word, "-raw")) {
            raw = true;
        } else if (matches(word, "-pretty")) {
            set(IpFlag.PRETTY);
        } else if (matches(word, "-Version")) {
            throw ExitException.out(0, VERSION);
        } else if (matches(word, "-iec")) {
            set(IpFlag.IEC);
        } else if (matches(word, "-help")) {
            throw ExitException.err(0, TcUsage.PROGRAM);
        } else if (matches(word, "-force")) {
            set(IpFlag.FORCE);
        } else if (matches(word, "-batch")) {
            batch(argument());
        } else if (matches(word, "-netns")) {
            enter(argumentOrNull());
        } else {
            rest(word);
        }
    }

    private void rest(String word) {
        if (matches(word, "-Numeric")) {
            set(IpFlag.NUMERIC);
        } else if (matches(word, "-json")) {
            set(IpFlag.JSON);
        } else if (matches(word, "-oneline")) {
            set(IpFlag.ONELINE);
        } else if (matches(word, "-brief")) {
            set(IpFlag.BRIEF);
        } else if (!isOfNoEffect(word) && !colorOption(word)) {
            throw ExitException.returned("Option \"" + word + "\" is unknown, try \"tc -help\".\n");
        }
    }

    /** Time stamps are for monitoring, names of classes for a file that no lab has, and drawings of classes are not simulated. */
    private static boolean isOfNoEffect(String word) {
        return matches(word, "-timestamp")
                || matches(word, "-tshort")
                || matches(word, "-graph")
                || matches(word, "-names")
                || matches(word, "-nm");
    }
}
