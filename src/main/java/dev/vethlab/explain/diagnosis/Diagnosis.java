package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.TracedPacket;
import java.util.List;
import java.util.Optional;

/**
 * What was found out.
 *
 * @param cause the decision that matters first; empty where the ping does what it should
 * @param fixes sets of changes that were seen to work, smallest first
 * @param needed of the candidates, where there were any: a smallest set that is enough
 * @param tried how many sets of changes were tried
 * @param complete whether everything of the size of the first fix was tried; false where a limit ended the search
 */
public record Diagnosis(Optional<Cause> cause, List<Fix> fixes, Optional<Needed> needed, int tried, boolean complete) {

    /**
     * The decision that matters.
     *
     * @param packet the packet that it was about, where it had passed a device
     */
    public record Cause(Step step, Optional<TracedPacket> packet) {}

    /**
     * A cure.
     *
     * @param alsoChanges other pings that it makes succeed or fail
     */
    public record Fix(List<String> commands, List<OtherPing> alsoChanges) {}

    /** A ping whose outcome a cure turns round. */
    public record OtherPing(PingRequest ping, boolean before, boolean after) {}

    /**
     * Which candidates are needed.
     *
     * @param suffice whether all of them together are enough
     */
    public record Needed(boolean suffice, List<String> commands) {}
}
