package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One of the lists of actions of a group ({@code struct ofputil_bucket}).
 *
 * @param watchPort the port whose state says whether the bucket is alive
 * @param watchGroup the group of which some bucket must be alive for this one to be
 */
public record Bucket(long id, int weight, OptionalInt watchPort, OptionalLong watchGroup, List<Action> actions) {

    boolean isWatched() {
        return watchPort.isPresent() || watchGroup.isPresent();
    }

    /** The same with another number. */
    public Bucket withId(long number) {
        return new Bucket(number, weight, watchPort, watchGroup, actions);
    }
}
