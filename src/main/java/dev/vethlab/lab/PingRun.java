package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import java.util.List;

/**
 * A ping that was run, with everything that happened on the way.
 *
 * @param packets the packets seen on every device, in true order
 * @param steps the kernel's decisions, in order
 */
public record PingRun(
        String id,
        PingRequest request,
        CommandResult result,
        List<TracedPacket> packets,
        List<Step> steps) {}
