package dev.vethlab.tool.ip.grammar;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Process;

/** Reads the words before the object ({@code main} in ip/ip.c). */
public final class OptionReader {

    private static final String VERSION = "ip utility, iproute2-6.1.0, libbpf 1.1.2\n";

    private final Process process;
    private final Arguments arguments;
    private final String usage;
    private Namespace namespace;
    private AddressFamily family = AddressFamily.UNSPEC;
    private int statistics;
    private int details;
    private boolean humanReadable;
    private boolean iec;
    private boolean resolve;
    private boolean oneline;
    private boolean json;
    private boolean pretty;
    private boolean brief;
    private boolean numeric;
    private boolean all;
    private boolean echo;
    private boolean force;
    private boolean color;
    private String batchFile = "";

    /**
     * Reads options until the first word that is none; the arguments then stand at the object.
     *
     * @throws ExitException where an option is unknown or ends the program
     */
    public OptionReader(Process process, Arguments arguments, String usage) {
        this.process = process;
        this.arguments = arguments;
        this.usage = usage;
        this.namespace = process.namespace();
        while (arguments.peek().startsWith("-")) {
            String word = arguments.next();
            if (word.equals("--")) {
                break;
            }
            option(word.startsWith("--") ? word.substring(1) : word);
        }
    }

    /** The options read. */
    public IpOptions options() {
        return new IpOptions(
                family,
                statistics,
                details,
                humanReadable,
                iec,
                resolve,
                oneline,
                json,
                pretty,
                brief,
                numeric,
                all,
                echo,
                force,
                color,
                !batchFile.isEmpty());
    }

    /** The process's namespace, or what {@code -netns} says. */
    public Namespace namespace() {
        return namespace;
    }

    /** The argument of {@code -batch}; empty where it was not given. */
    public String batchFile() {
        return batchFile;
    }

    private void option(String word) {
        if (withArgument(word) || familyOption(word) || counted(word) || flag(word) || colorOption(word)) {
            return;
        }
        if (matches(word, "-help")) {
            throw ExitException.usage(usage);
        }
        if (matches(word, "-netns")) {
            enter(arguments.hasNext() ? arguments.next() : "(null)");
        } else if (matches(word, "-Numeric")) {
            numeric = true;
        } else if (matches(word, "-all")) {
            all = true;
        } else if (word.equals("-echo")) {
            echo = true;
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
            batchFile = argument();
        } else if (!matches(word, "-resolve") && matches(word, "-rcvbuf")) {
            receiveBuffer(argument());
        } else {
            return false;
        }
        return true;
    }

    private void receiveBuffer(String size) {
        if (Numbers.u32(size, 0).isEmpty()) {
            throw ExitException.usage("Invalid rcvbuf size '" + size + "'\n");
        }
    }

    private void readFamily(String word) {
        if (word.equals("help")) {
            throw ExitException.usage(usage);
        }
        family = AddressFamily.read(word).orElseThrow(() -> ExitException.invalid("invalid protocol family", word));
    }

    private boolean familyOption(String word) {
        switch (word) {
            case "-4":
                family = AddressFamily.INET;
                return true;
            case "-6":
                family = AddressFamily.INET6;
                return true;
            case "-0":
                family = AddressFamily.PACKET;
                return true;
            case "-M":
                family = AddressFamily.MPLS;
                return true;
            case "-B":
                family = AddressFamily.BRIDGE;
                return true;
            default:
                return false;
        }
    }

    private boolean counted(String word) {
        if (matches(word, "-human") || matches(word, "-human-readable")) {
            humanReadable = true;
        } else if (matches(word, "-iec")) {
            iec = true;
        } else if (matches(word, "-stats") || matches(word, "-statistics")) {
            statistics++;
        } else if (matches(word, "-details")) {
            details++;
        } else if (matches(word, "-resolve")) {
            resolve = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean flag(String word) {
        if (matches(word, "-oneline")) {
            oneline = true;
        } else if (matches(word, "-Version")) {
            throw ExitException.out(0, VERSION);
        } else if (matches(word, "-force")) {
            force = true;
        } else if (matches(word, "-brief")) {
            brief = true;
        } else if (matches(word, "-json")) {
            json = true;
        } else if (matches(word, "-pretty")) {
            pretty = true;
        } else {
            // Time stamps are for monitoring only.
            return matches(word, "-timestamp") || matches(word, "-tshort");
        }
        return true;
    }

    /** {@code matches_color}: {@code auto} means none, as no lab writes to a terminal. */
    private boolean colorOption(String word) {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (!matches(equals < 0 ? word : word.substring(0, equals), "-color")) {
            return false;
        }
        if (value.isEmpty() || value.equals("always")) {
            color = true;
        } else if (value.equals("auto") || value.equals("never")) {
            color = false;
        } else {
            return false;
        }
        return true;
    }

    private void enter(String name) {
        namespace = process.kernel()
                .named(name)
                .orElseThrow(() -> ExitException.usage(
                        "Cannot open network namespace \"" + name + "\": No such file or directory\n"));
    }

    private String argument() {
        if (!arguments.hasNext()) {
            throw ExitException.usage(usage);
        }
        return arguments.next();
    }
}
