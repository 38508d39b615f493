package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.sched.act.ActionSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a filter by fields.
 *
 * @param fields those that are compared
 * @param ranges those of which any of several values fits
 * @param device the name of the device that packets must have come by
 */
public record FlowerOptions(
        Map<FlowerField, Masked> fields,
        Map<FlowerField, Range> ranges,
        Optional<String> device,
        OptionalInt classId,
        List<ActionSpec> actions)
        implements FilterOptions {

    /** What a field must be where the mask is 1. */
    public record Masked(long value, long mask) {}

    /** Between which values a field must be, both included. */
    public record Range(int least, int most) {}
}
