package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.sched.act.ActionSpec;
import java.util.List;
import java.util.OptionalInt;

/** What is asked of a filter that every packet fits: {@code matchall}, and {@code basic} without a match. */
public record PlainOptions(OptionalInt classId, List<ActionSpec> actions) implements FilterOptions {}
