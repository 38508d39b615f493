package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpOptions;

/** Reads the words before the object ({@code main} in bridge/bridge.c). */
final class OptionReader {

    private static final String VERSION = "bridge utility, 6.1.0\n";

    private final Process process;
    private final Arguments arguments;
    private Namespace namespace;
    private AddressFamily family = AddressFamily.UNSPEC;
    private int statistics;
    private int details;
    private boolean oneline;
    private boolean json;
    private boolean pretty;
    private boolean force;
    private boolean color;
    private boolean compressVlans;
    private String batchFile = "";

    OptionReader(Process process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
        this.namespace = process.namespace();
        while (arguments.peek().startsWith("-")) {
            String word = arguments.next();
            if (word.equals("--")) {
                break;
            }
            option(word.startsWith("--") ? word.substring(1) : word);
        }
    }

    IpOptions options() {
        return new IpOptions(
                family,
                statistics,
                details,
                false,
                false,
                false,
                oneline,
                json,
                pretty,
                false,
                false,
                false,
                false,
                force,
                color,
                !batchFile.isEmpty());
    }

    Namespace namespace() {
        return namespace;
    }

    boolean compressesVlans() {
        return compressVlans;
    }

    String batchFile() {
        return batchFile;
    }

    private void option(String word) {
        if (matches(word, "-help")) {
            throw ExitException.usage(BridgeUsage.PROGRAM);
        }
        if (matches(word, "-Version")) {
            throw ExitException.out(0, VERSION);
        }
        if (matches(word, "-stats") || matches(word, "-statistics")) {
            statistics++;
        } else if (matches(word, "-details")) {
            details++;
        } else if (matches(word, "-oneline")) {
            oneline = true;
        } else if (matches(word, "-family")) {
            readFamily(argument());
        } else if (word.equals("-4")) {
            family = AddressFamily.INET;
        } else if (word.equals("-6")) {
            family = AddressFamily.INET6;
        } else if (matches(word, "-netns")) {
            enter(arguments.next());
        } else if (!matches(word, "-timestamp") && !colorOption(word)) {
            rest(word);
        }
    }

    private void rest(String word) {
        if (matches(word, "-compressvlans")) {
            compressVlans = true;
        } else if (matches(word, "-force")) {
            force = true;
        } else if (matches(word, "-json")) {
            json = true;
        } else if (matches(word, "-pretty")) {
            pretty = true;
        } else if (matches(word, "-batch")) {
            batchFile = argument();
        } else {
            throw ExitException.usage("Option \"" + word + "\" is unknown, try \"bridge help\".\n");
        }
    }

    private void readFamily(String word) {
        switch (word) {
            case "inet" -> family = AddressFamily.INET;
            case "inet6" -> family = AddressFamily.INET6;
            case "help" -> throw ExitException.usage(BridgeUsage.PROGRAM);
            default -> throw ExitException.invalid("invalid protocol family", word);
        }
    }

    private boolean colorOption(String word) {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "always" : word.substring(equals + 1);
        if (!matches(equals < 0 ? word : word.substring(0, equals), "-color")
                || !value.equals("always") && !value.equals("auto") && !value.equals("never")) {
            return false;
        }
        color = value.equals("always");
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
            throw ExitException.usage(BridgeUsage.PROGRAM);
        }
        return arguments.next();
    }
}
