package dev.vethlab.kernel.sched;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A class within a queueing discipline. */
interface TrafficClass {

    /** Its name: that of its discipline and its own number. */
    int id();

    /** The class that it is in, or its discipline, or {@link Handle#ROOT}. */
    int parentId();

    /** The discipline that its packets wait in; null where it has none. */
    @Nullable
    Qdisc leaf();

    /** The settings as shown. */
    Optional<ClassOptions> options();

    /** What it counts; nothing where its discipline says nothing of it. */
    Optional<QueueStats> stats();

    /** What it counts apart from what all do. */
    default Optional<ExtraStats> extraStats() {
        return Optional.empty();
    }

    /** A filter names it, or does so no more ({@code bind_tcf}). */
    default void bind(int filters) {}
}
