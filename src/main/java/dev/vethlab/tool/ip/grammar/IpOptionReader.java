package dev.vethlab.tool.ip.grammar;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.tool.Process;

/** Reads the words between {@code ip} and its object ({@code main} in ip/ip.c). */
public final class IpOptionReader extends OptionReader {

    private static final String VERSION = "ip utility, iproute2-6.1.0, libbpf 1.1.2\n";

    /**
     * Reads options until the first word that is none; the arguments then stand at the object.
     *
     * @throws ExitException where an option is unknown or ends the program
     */
    public IpOptionReader(Process process, Arguments arguments, String usage) {
        super(process, arguments, usage);
        readAll();
    }

    @Override
    protected void read(String word) {
        if (withArgument(word) || familyOption(word) || number(word) || flag(word) || colorOption(word)) {
            return;
        }
        if (matches(word, "-help")) {
            throw misused();
        }
        if (matches(word, "-netns")) {
            enter(argumentOrNull());
        } else if (matches(word, "-Numeric")) {
            set(IpFlag.NUMERIC);
        } else if (matches(word, "-all")) {
            set(IpFlag.ALL);
        } else if (word.equals("-echo")) {
            set(IpFlag.ECHO);
        } else {
            throw ExitException.usage("Option \"" + word + "\" is unknown, try \"ip -help\".\n");
        }
    }

    private boolean withArgument(String word) {
        if (matches(word, "-loops")) {
            argument();
        } else if (matches(word, "-family")) {
            readFamily(argument());
        } else if (matches(word, "-batch")) {
            batch(argument());
        } else if (!matches(word, "-resolve") && matches(word, "-rcvbuf")) {
            receiveBuffer(argument());
        } else {
            return false;
        }
        return true;
    }

    private static void receiveBuffer(String size) {
        if (Numbers.u32(size, 0).isEmpty()) {
            throw ExitException.usage("Invalid rcvbuf size '" + size + "'\n");
        }
    }

    private void readFamily(String word) {
        if (word.equals("help")) {
            throw misused();
        }
        family(AddressFamily.read(word).orElseThrow(() -> ExitException.invalid("invalid protocol family", word)));
    }

    private boolean familyOption(String word) {
        switch (word) {
            case "-4" -> family(AddressFamily.INET);
            case "-6" -> family(AddressFamily.INET6);
            case "-0" -> family(AddressFamily.PACKET);
            case "-M" -> family(AddressFamily.MPLS);
            case "-B" -> family(AddressFamily.BRIDGE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean number(String word) {
        if (matches(word, "-human") || matches(word, "-human-readable")) {
            set(IpFlag.HUMAN_READABLE);
        } else if (matches(word, "-iec")) {
            set(IpFlag.IEC);
        } else if (counted(word)) {
            return true;
        } else if (matches(word, "-resolve")) {
            set(IpFlag.RESOLVE);
        } else {
            return false;
        }
        return true;
    }

    private boolean flag(String word) {
        if (matches(word, "-oneline")) {
            set(IpFlag.ONELINE);
        } else if (matches(word, "-Version")) {
            throw ExitException.out(0, VERSION);
        } else if (matches(word, "-force")) {
            set(IpFlag.FORCE);
        } else if (matches(word, "-brief")) {
            set(IpFlag.BRIEF);
        } else if (matches(word, "-json")) {
            set(IpFlag.JSON);
        } else if (matches(word, "-pretty")) {
            set(IpFlag.PRETTY);
        } else if (matches(word, "-timestamp")) {
            set(IpFlag.TIMESTAMP);
        } else if (matches(word, "-tshort")) {
            set(IpFlag.SHORT_TIMESTAMP);
        } else {
            return false;
        }
        return true;
    }
}
