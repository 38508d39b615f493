package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.sched.act.ActionSpec;
import java.util.List;
import java.util.OptionalInt;

/** What is asked of a filter of one kind. */
public interface FilterOptions {

    /** The class that packets belong to, if one is named. */
    OptionalInt classId();

    /** What is done to packets. */
    List<ActionSpec> actions();
}
