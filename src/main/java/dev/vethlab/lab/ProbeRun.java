package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import java.util.List;

/** A probe that was sent, with everything that happened on the way. */
public sealed interface ProbeRun permits PingRun, ConnectionRun {

    Probe request();

    /** What the program printed, and its exit code. */
    CommandResult result();

    /** The packets seen on every device, in true order. */
    List<TracedPacket> packets();

    /** The kernel's decisions, in order. */
    List<Step> steps();

    /** Whether it got through. */
    boolean succeeded();
}
