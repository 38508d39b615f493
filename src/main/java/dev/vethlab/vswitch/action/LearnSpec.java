package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.flow.Subfield;
import java.util.List;
import java.util.Optional;

/**
 * Which flow {@code learn} makes of a packet ({@code struct ofpact_learn}).
 *
 * @param idleTimeout in seconds, 0 for none
 * @param hardTimeout in seconds, 0 for none
 */
public record LearnSpec(
        int table,
        int idleTimeout,
        int hardTimeout,
        int finIdleTimeout,
        int finHardTimeout,
        int priority,
        boolean sendFlowRemoved,
        boolean deleteLearned,
        long cookie,
        long limit,
        List<Part> parts) {

    /** Where a part goes. */
    public enum Target {
        MATCH,
        LOAD,
        OUTPUT
    }

    /**
     * One thing that the flow matches or does ({@code struct ofpact_learn_spec}).
     *
     * @param source where the value comes from, empty where it is {@code immediate}
     * @param destination the bits that are matched or loaded, empty for an output
     */
    public record Part(Target target, Optional<Subfield> source, long immediate, Optional<Subfield> destination) {}
}
