package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.sched.act.ActionSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a filter by firewall mark.
 *
 * @param mask which bits of the mark count; all where none is given
 * @param device the name of the device that packets must have come by
 */
public record FwOptions(OptionalInt mask, OptionalInt classId, Optional<String> device, List<ActionSpec> actions)
        implements FilterOptions {}
