package dev.vethlab.tool.ip.grammar;

import java.util.Set;

/**
 * The options that stand before the object.
 *
 * @param family {@code -family}, {@code -4}, {@code -6}, {@code -0}, {@code -B}, {@code -M}; UNSPEC where none was given
 * @param statistics how many times {@code -statistics} was given
 * @param details how many times {@code -details} was given
 * @param flags those that are there or not
 */
public record IpOptions(AddressFamily family, int statistics, int details, Set<IpFlag> flags) {

    /** No option at all. */
    public static final IpOptions NONE = new IpOptions(AddressFamily.UNSPEC, 0, 0, Set.of());

    public IpOptions {
        flags = Set.copyOf(flags);
    }

    /** Whether {@code -statistics} was given. */
    public boolean showStatistics() {
        return statistics > 0;
    }

    /** Whether {@code -details} was given. */
    public boolean showDetails() {
        return details > 0;
    }

    /** Whether numbers are printed with k, M, G. */
    public boolean humanReadable() {
        return flags.contains(IpFlag.HUMAN_READABLE);
    }

    /** Whether k, M, G are powers of 1024. */
    public boolean iec() {
        return flags.contains(IpFlag.IEC);
    }

    /** Whether addresses are printed as names of hosts. */
    public boolean resolve() {
        return flags.contains(IpFlag.RESOLVE);
    }

    /** Whether a record is one line. */
    public boolean oneline() {
        return flags.contains(IpFlag.ONELINE);
    }

    /** Whether the output is JSON. */
    public boolean json() {
        return flags.contains(IpFlag.JSON);
    }

    /** Whether JSON is laid out for people. */
    public boolean pretty() {
        return flags.contains(IpFlag.PRETTY);
    }

    /** Whether the output is a table. */
    public boolean brief() {
        return flags.contains(IpFlag.BRIEF);
    }

    /** Whether tables, protocols and scopes are numbers. */
    public boolean numeric() {
        return flags.contains(IpFlag.NUMERIC);
    }

    /** Whether the command is for every namespace. */
    public boolean all() {
        return flags.contains(IpFlag.ALL);
    }

    /** Whether the kernel's answer to a change is printed. */
    public boolean echo() {
        return flags.contains(IpFlag.ECHO);
    }

    /** Whether a batch goes on after an error. */
    public boolean force() {
        return flags.contains(IpFlag.FORCE);
    }

    /** Whether the output is coloured. */
    public boolean color() {
        return flags.contains(IpFlag.COLOR);
    }

    /** Whether what is monitored comes with its time. */
    public boolean timestamp() {
        return flags.contains(IpFlag.TIMESTAMP) || shortTimestamp();
    }

    /** Whether such a time is short. */
    public boolean shortTimestamp() {
        return flags.contains(IpFlag.SHORT_TIMESTAMP);
    }

    /** Whether the command is a line of a batch. */
    public boolean batch() {
        return flags.contains(IpFlag.BATCH);
    }

    /** These options with another family, as {@code ip route} has INET where none was given. */
    public IpOptions withFamily(AddressFamily other) {
        return new IpOptions(other, statistics, details, flags);
    }
}
