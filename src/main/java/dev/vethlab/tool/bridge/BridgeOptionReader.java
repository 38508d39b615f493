package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpFlag;
import dev.vethlab.tool.ip.grammar.OptionReader;

/** Reads the words between {@code bridge} and its object ({@code main} in bridge/bridge.c). */
final class BridgeOptionReader extends OptionReader {

    private static final String VERSION = "bridge utility, 6.1.0\n";

    private boolean compressVlans;

    BridgeOptionReader(Process process, Arguments arguments) {
        super(process, arguments, BridgeUsage.PROGRAM);
        readAll();
    }

    boolean compressesVlans() {
        return compressVlans;
    }

    @Override
    protected void read(String word) {
        if (matches(word, "-help")) {
            throw misused();
        }
        if (matches(word, "-Version")) {
            throw ExitException.out(0, VERSION);
        }
        if (counted(word)) {
            return;
        }
        if (matches(word, "-oneline")) {
            set(IpFlag.ONELINE);
        } else if (matches(word, "-family")) {
            readFamily(argument());
        } else if (word.equals("-4")) {
            family(AddressFamily.INET);
        } else if (word.equals("-6")) {
            family(AddressFamily.INET6);
        } else if (matches(word, "-netns")) {
            enter(argumentOrNull());
        } else if (!matches(word, "-timestamp") && !colorOption(word)) {
            rest(word);
        }
    }

    private void rest(String word) {
        if (matches(word, "-compressvlans")) {
            compressVlans = true;
        } else if (matches(word, "-force")) {
            set(IpFlag.FORCE);
        } else if (matches(word, "-json")) {
            set(IpFlag.JSON);
        } else if (matches(word, "-pretty")) {
            set(IpFlag.PRETTY);
        } else if (matches(word, "-batch")) {
            batch(argument());
        } else {
            throw ExitException.usage("Option \"" + word + "\" is unknown, try \"bridge help\".\n");
        }
    }

    private void readFamily(String word) {
        switch (word) {
            case "inet" -> family(AddressFamily.INET);
            case "inet6" -> family(AddressFamily.INET6);
            case "help" -> throw misused();
            default -> throw ExitException.invalid("invalid protocol family", word);
        }
    }
}
