package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import java.util.List;

/** What a change does to a lab while it has the lab to itself. */
public interface LabSession {

    /** The kernel, to look at; it is changed by {@link #run} alone. */
    Kernel kernel();

    /** Runs a command line, which may fail. */
    CommandResult run(String line);

    /**
     * Runs a command that the change cannot do without.
     *
     * @throws CommandFailedException when it fails; thrown on, the whole change is undone
     */
    CommandResult require(List<String> words) throws CommandFailedException;

    /** From here on, the kernel's decisions about the packets of commands are kept too. */
    void trace();

    /** Runs a ping and keeps its packets and decisions. */
    PingRun ping(PingRequest request);

    /** Tries a connection, and collects its packets and decisions. */
    ConnectionRun connect(ConnectionRequest request);

    /** Empties all captures. */
    void clearCaptures();

    /** Boots the machine anew, as the lab's settings have it. */
    void reboot();
}
