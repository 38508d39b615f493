package dev.vethlab.lab;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.tool.ping.PingReport;
import java.util.List;
import java.util.Optional;

/**
 * A ping that was run, with everything that happened on the way.
 *
 * @param report its figures; empty where it did not come to send anything
 * @param packets the packets seen on every device, in true order
 * @param steps the kernel's decisions, in order
 */
public record PingRun(
        String id,
        PingRequest request,
        CommandResult result,
        Optional<PingReport> report,
        List<TracedPacket> packets,
        List<Step> steps)
        implements ProbeRun {

    @Override
    public boolean succeeded() {
        return result.exitCode() == 0;
    }
}
