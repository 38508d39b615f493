package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.KernelException;

/** One setting under /proc/sys. */
public non-sealed interface SysctlFile extends SysctlNode {

    /**
     * What reading the file gives, without the last newline.
     *
     * @throws KernelException for a file that cannot be read
     */
    String read() throws KernelException;

    /**
     * Writes to the file, as {@code write(2)} does with {@code text}.
     *
     * @throws KernelException when the text does not parse or is out of range; nothing has changed then
     */
    void write(String text) throws KernelException;

    /** The permission bits, as 0644 (420), 0444 for what can only be read, 0200 for what can only be written. */
    default int mode() {
        return 0644;
    }
}
