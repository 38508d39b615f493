package dev.vethlab.tool.ip.grammar;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Process;
import java.util.EnumSet;
import java.util.Set;

/** What the programs of iproute2 share of reading the words before the object; which words there are is the program's own. */
public abstract class OptionReader {

    private final Process process;
    private final Arguments arguments;
    private final String usage;
    private final Set<IpFlag> flags = EnumSet.noneOf(IpFlag.class);
    private Namespace namespace;
    private AddressFamily family = AddressFamily.UNSPEC;
    private int statistics;
    private int details;
    private String batchFile = "";

    /** A reader at the first word behind the program's name; {@code usage} is what the program prints when it is misused. */
    protected OptionReader(Process process, Arguments arguments, String usage) {
        this.process = process;
        this.arguments = arguments;
        this.usage = usage;
        this.namespace = process.namespace();
    }

    /**
     * Reads options until the first word that is none; the arguments then stand at the object.
     *
     * @throws ExitException where an option is unknown or ends the program
     */
    protected final void readAll() {
        while (arguments.peek().startsWith("-")) {
            String word = arguments.next();
            if (word.equals("--")) {
                break;
            }
            read(word.startsWith("--") ? word.substring(1) : word);
        }
    }

    /** Reads one option, given with a single dash, and its argument where it has one. */
    protected abstract void read(String word);

    /** The options read. */
    public final IpOptions options() {
        return new IpOptions(family, statistics, details, flags);
    }

    /** The process's namespace, or what {@code -netns} says. */
    public final Namespace namespace() {
        return namespace;
    }

    /** The argument of {@code -batch}; empty where it was not given. */
    public final String batchFile() {
        return batchFile;
    }

    protected final void set(IpFlag flag) {
        flags.add(flag);
    }

    protected final void family(AddressFamily given) {
        family = given;
    }

    protected final void batch(String file) {
        batchFile = file;
        if (file.isEmpty()) {
            flags.remove(IpFlag.BATCH);
        } else {
            flags.add(IpFlag.BATCH);
        }
    }

    /** Whether the word is an option that counts how often it is given. */
    protected final boolean counted(String word) {
        if (matches(word, "-stats") || matches(word, "-statistics")) {
            statistics++;
        } else if (matches(word, "-details")) {
            details++;
        } else {
            return false;
        }
        return true;
    }

    /**
     * Whether the word is {@code -color} ({@code matches_color}); {@code auto} means none, as no lab writes to a terminal.
     */
    protected final boolean colorOption(String word) {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "always" : word.substring(equals + 1);
        if (!matches(equals < 0 ? word : word.substring(0, equals), "-color")) {
            return false;
        }
        if (value.isEmpty() || value.equals("always")) {
            flags.add(IpFlag.COLOR);
        } else if (value.equals("auto") || value.equals("never")) {
            flags.remove(IpFlag.COLOR);
        } else {
            return false;
        }
        return true;
    }

    /** Goes to the namespace of that name ({@code netns_switch}). */
    protected final void enter(String name) {
        namespace = process.kernel()
                .named(name)
                .orElseThrow(() -> ExitException.usage(
                        "Cannot open network namespace \"" + name + "\": No such file or directory\n"));
    }

    /** The next word; a program that ends here prints its usage. */
    protected final String argument() {
        if (!arguments.hasNext()) {
            throw misused();
        }
        return arguments.next();
    }

    /** The next word, or what C prints in place of the one that is not there. */
    protected final String argumentOrNull() {
        return arguments.hasNext() ? arguments.next() : "(null)";
    }

    /** The end of a program that prints its usage. */
    protected final ExitException misused() {
        return ExitException.usage(usage);
    }
}
