package dev.vethlab.kernel.tun;

/** A program that has a device open. */
@FunctionalInterface
public interface TunProgram {

    /** Is told that a packet can be read, while it is being sent: the program may read it and keep it, and do no more. */
    void arrived(TunReader reader);

    /** Is told that the device has been closed, by whom ever. */
    default void closed(TunReader reader) {}
}
