package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.KernelException;
import java.util.List;

/**
 * What is known about one setting.
 *
 * @param path below /proc/sys, as {@code net/ipv4/ip_default_ttl}; {@code *} stands for {@code all}, {@code default} and devices
 * @param mode the permission bits
 * @param format how it takes what is written
 * @param initial what reading gives in a new namespace
 * @param least the least number taken, where it takes numbers
 * @param most the largest number taken; of {@link SysctlFormat#UNSIGNED_LONG} unsigned
 * @param words the words taken, where it takes words
 * @param combining how the value of {@code all} and that of the device make the one that counts
 * @param simulated whether the simulated kernel goes by it; one that is not can be written and read
 * @param initialOnly whether only the namespace that the machine booted with has it
 * @param description one line
 */
public record SysctlSpec(
        String path,
        int mode,
        SysctlFormat format,
        String initial,
        long least,
        long most,
        List<String> words,
        Combining combining,
        boolean simulated,
        boolean initialOnly,
        String description) {

    /** How the value of {@code all} and that of a device make the one that counts. */
    public enum Combining {
        /** There is one value for the namespace. */
        NONE,
        /** The device's own value alone. */
        OWN,
        /** The larger of both. */
        MAX,
        /** Set where either is. */
        OR,
        /** Set where both are. */
        AND,
        /** Both are needed where the device forwards, else one of them. */
        AND_IF_FORWARDING,
        /** {@code all} alone, whatever the device says. */
        ALL
    }

    /**
     * What reading gives after {@code text} has been written.
     *
     * @param current what reading gave before
     * @throws KernelException where the file refuses the text
     */
    public String accept(String current, String text) throws KernelException {
        return format.accept(this, current, text);
    }

    /** The name with dots, as {@code sysctl} shows it. */
    public String name() {
        return path.replace('/', '.');
    }
}
