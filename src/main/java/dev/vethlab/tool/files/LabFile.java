package dev.vethlab.tool.files;

import dev.vethlab.kernel.errno.KernelException;

/** A file of a lab. */
public interface LabFile {

    /**
     * Everything in it, line ends included.
     *
     * @throws KernelException as {@code open(2)} and {@code read(2)} fail
     */
    String read() throws KernelException;

    /**
     * Opens it for writing and closes it again, as a redirection does before there is anything to write.
     *
     * @throws KernelException as {@code open(2)} fails
     */
    void openForWriting() throws KernelException;

    /**
     * Writes to it.
     *
     * @throws KernelException as {@code write(2)} fails
     */
    void write(String text) throws KernelException;
}
